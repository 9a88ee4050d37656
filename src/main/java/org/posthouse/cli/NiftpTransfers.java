package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Json;
import org.posthouse.control.QueueDoor;
import org.posthouse.control.QueueWork;
import org.posthouse.mail.Transfer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `posthouse niftp transfers`: what a running server transfers at this moment, files and mail.
@Command(
        name = "transfers",
        description = {
            "Shows the NI FTP transfers of the running server, of files and of mail: who with,"
                    + " which way (< to us, > from us), how far, how fast, and since when."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "2:wrong usage", "75:the server does not answer"},
        footer = {"", "Example:", "  posthouse niftp transfers --json"})
final class NiftpTransfers implements Callable<Integer> {
    private static final String ROW = "%-21s %-8s %5s %6s %5s %-6s %4s %s";

    private final Doors doors;

    @Spec private CommandSpec spec;
    @Mixin private QueueOptions queue = new QueueOptions();

    @Option(names = "--json", description = "A JSON object a line, for programs.")
    private boolean json;

    NiftpTransfers(Doors doors) {
        this.doors = doors;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        QueueDoor.Opened opened = queue.open(doors);
        try (QueueWork work = opened.work()) {
            if (json) work.transfers(transfer -> out.println(Json.line(transfer)));
            else show(out, work, opened.through());
        }
        out.flush();
        return Exit.DONE.code();
    }

    private static void show(PrintWriter out, QueueWork work, QueueDoor.Through through)
            throws IOException {
        var all = new ArrayList<Transfer>();
        work.transfers(all::add);
        if (all.isEmpty()) {
            out.println(
                    switch (through) {
                        case SERVER -> "Nothing is being transferred.";
                        case SPOOL -> "No server runs, so nothing is being transferred.";
                    });
            return;
        }
        out.println(
                ROW.formatted("PARTNER", "USER", "SIZE", "RATE/S", "MARK", "STAGE", "AGE", "NAME"));
        Instant now = Instant.now();
        all.forEach(transfer -> out.println(row(transfer, now)));
    }

    private static String row(Transfer transfer, Instant now) {
        String way =
                switch (transfer.direction()) {
                    case IN -> "< ";
                    case OUT -> "> ";
                };
        return ROW.formatted(
                transfer.peer(),
                transfer.user().isEmpty() ? "-" : Printable.line(transfer.user()),
                Units.size(transfer.octets()),
                Units.size(transfer.rate()),
                transfer.mark(),
                transfer.stage().name().toLowerCase(Locale.ROOT),
                Units.span(Duration.between(transfer.since(), now)),
                way + (transfer.name().isEmpty() ? "-" : Printable.line(transfer.name())));
    }
}
