package org.posthouse;

import module java.base;

import org.posthouse.cli.Cli;
import org.posthouse.cli.Cli.Offered;
import org.posthouse.cli.ConfigCommand;
import org.posthouse.cli.LoadCommand;
import org.posthouse.cli.NiftpCommand;
import org.posthouse.cli.PortsCommand;
import org.posthouse.cli.QueueCommand;
import org.posthouse.cli.RoutesCommand;
import org.posthouse.cli.SendCommand;
import org.posthouse.cli.SendmailCommand;
import org.posthouse.cli.ServeCommand;
import org.posthouse.cli.ServeOptions.Ports;
import org.posthouse.cli.SpoolCommand;
import org.posthouse.cli.Stop;
import org.posthouse.conf.Conf;
import org.posthouse.conf.ConfFile;
import org.posthouse.conf.Mistake;
import org.posthouse.conf.Query;
import org.posthouse.control.Holds;
import org.posthouse.control.QueueDoor;
import org.posthouse.control.SpoolNeighbours;
import org.posthouse.control.SpoolQueue;
import org.posthouse.dispatch.Aliases;
import org.posthouse.ftpmail.FtpmailSender;
import org.posthouse.ftpmail.FtpmailSenderSettings;
import org.posthouse.intake.Reception;
import org.posthouse.mail.Acquaintances;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Outbound;
import org.posthouse.mtp.MtpSender;
import org.posthouse.mtp.MtpSenderSettings;
import org.posthouse.nimail.NimailSender;
import org.posthouse.nimail.NimailSenderSettings;
import org.posthouse.smtp.SmtpSender;
import org.posthouse.smtp.SmtpSenderSettings;
import org.posthouse.spool.Spool;
import org.posthouse.spool.rocks.RocksSpool;
import org.posthouse.wire.Transcript;

/// The program's entry point. Its table of contents is the list of its commands; [Server] has that
/// of the parts that serve.
public final class Main {
    private Main() {}

    /// @param args the words of the command line; `train` is the launcher's ([Training])
    public static void main(String... args) {
        boolean training = args.length > 0 && args[0].equals("train");
        System.exit(training ? Training.run(List.of(args)) : commands().run(args));
    }

    /// The command line with all its commands.
    static Cli commands() {
        return new Cli(
                new Offered("serve", () -> new ServeCommand(new Serving(System.out, System.err))),
                new Offered("send", () -> new SendCommand(Main::sender)),
                new Offered("load", () -> new LoadCommand(Main::sender)),
                new Offered("queue", () -> QueueCommand.line(Main::door)),
                new Offered("spool", () -> SpoolCommand.line(Main::door)),
                new Offered("sendmail", () -> new SendmailCommand(Main::door, Main::letterbox)),
                new Offered("niftp", () -> NiftpCommand.line(Main::door, Main::dockets)),
                new Offered("routes", () -> RoutesCommand.line(Main::door)),
                new Offered("ports", words -> PortsCommand.line(words)),
                new Offered("config", () -> new ConfigCommand(Main::settings)));
    }

    private static Optional<Outbound> sender(
            Hop.Remote via, Optional<Duration> timeout, Transcript transcript) {
        return switch (via.scheme()) {
            case "smtp" -> {
                check(via, SmtpSender.hopSettings());
                SmtpSenderSettings settings = SmtpSenderSettings.defaults();
                yield Optional.of(
                        new SmtpSender(timeout.map(settings::within).orElse(settings), transcript));
            }
            case "mtp" -> {
                check(via, MtpSender.hopSettings());
                MtpSenderSettings settings = MtpSenderSettings.defaults();
                yield Optional.of(
                        new MtpSender(
                                timeout.map(settings::within).orElse(settings),
                                Acquaintances.NONE,
                                transcript));
            }
            case "ftpmail" -> {
                check(via, FtpmailSender.hopSettings());
                FtpmailSenderSettings settings = FtpmailSenderSettings.defaults();
                yield Optional.of(
                        new FtpmailSender(
                                timeout.map(settings::within).orElse(settings),
                                Acquaintances.NONE,
                                transcript));
            }
            case "nimail" -> {
                check(via, NimailSender.hopSettings());
                NimailSenderSettings settings = NimailSenderSettings.defaults();
                yield Optional.of(
                        new NimailSender(
                                timeout.map(settings::within).orElse(settings),
                                Acquaintances.NONE,
                                transcript));
            }
            default -> Optional.empty();
        };
    }

    private static void check(Hop.Remote via, Query settings) {
        settings.wrong(via.scheme() + " hops", via.settings())
                .ifPresent(
                        why -> {
                            throw Stop.usage(via.url() + ": " + why);
                        });
    }

    private static Optional<Path> letterbox(Optional<Path> config, Optional<Path> data) {
        return settings(config, data).pickup().directory();
    }

    private static Settings settings(Optional<Path> config, Optional<Path> data) {
        Conf conf = config.or(ConfFile::find).map(Conf::read).orElseGet(Conf::empty);
        Settings settings = Settings.from(conf, data, Ports.UNPRIVILEGED);
        List<Mistake> mistakes = conf.mistakes();
        if (!mistakes.isEmpty()) throw Stop.usage(mistakes.getFirst().toString());
        return settings;
    }

    private static QueueDoor door(Optional<Path> config, Optional<Path> data) {
        Settings settings = settings(config, data);
        return new QueueDoor(
                settings.data(),
                settings.names().host(),
                directory -> RocksSpool.open(directory.resolve("spool"), settings.spool()),
                spool -> queue(settings, spool));
    }

    /// The queue of a spool that no server has.
    private static SpoolQueue queue(Settings settings, Spool spool) {
        Aliases aliases = settings.aliases(spool);
        var reception =
                new Reception(settings.names().host(), spool, settings.rules(), aliases, _ -> {});
        return SpoolQueue.alone(spool, settings.notices(), reception)
                .with(new SpoolNeighbours(settings.known(spool), aliases))
                .with((Holds) path -> settings.routes().holds(path));
    }

    /// Where the command remembers file transfers that broke off: beside the server's own.
    private static Path dockets() {
        Conf conf = ConfFile.find().map(Conf::read).orElseGet(Conf::empty);
        return settings(conf).data().resolve("niftp-calls");
    }

    private static Settings settings(Conf conf) {
        return Settings.from(conf, Optional.empty(), Ports.UNPRIVILEGED);
    }
}
