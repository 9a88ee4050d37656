package org.posthouse;

import module java.base;

import org.posthouse.cli.Cli;
import org.posthouse.cli.LoadCommand;
import org.posthouse.cli.SendCommand;
import org.posthouse.mail.Outbound;
import org.posthouse.mtp.MtpSender;
import org.posthouse.mtp.MtpSenderSettings;
import org.posthouse.wire.Transcript;

/// The program's entry point.
public final class Main {
    private Main() {}

    /// @param args the words of the command line; `train` alone is the launcher's ([Training])
    public static void main(String... args) {
        System.exit(List.of(args).equals(List.of("train")) ? Training.run() : commands().run(args));
    }

    /// The command line with all its commands.
    static Cli commands() {
        return new Cli(new SendCommand(Main::sender), new LoadCommand(Main::sender));
    }

    private static Optional<Outbound> sender(String scheme, Transcript transcript) {
        return switch (scheme) {
            case "mtp" -> Optional.of(new MtpSender(MtpSenderSettings.defaults(), transcript));
            default -> Optional.empty();
        };
    }
}
