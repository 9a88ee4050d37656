package org.posthouse.cli;

import module java.base;

import org.posthouse.control.QueueDoor.Opened;
import org.posthouse.control.QueueDoor.Through;
import org.posthouse.control.QueueWork;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `posthouse queue flush`.
@Command(
        name = "flush",
        description = {
            "Has everything that waits attempted now, or all that waits for one destination. What"
                    + " is held stays held."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:nothing waits for that destination",
            "2:wrong usage",
            "75:the server does not answer"
        },
        footer = {"", "Example:", "  posthouse queue flush --destination relay.example"})
final class QueueFlush implements Callable<Integer> {
    private final Doors doors;

    @Spec private CommandSpec spec;
    @Mixin private QueueOptions queue = new QueueOptions();

    @Option(
            names = "--destination",
            paramLabel = "HOST",
            description = "Only what waits for this host. Default: everything.")
    private Optional<String> destination = Optional.empty();

    @Option(names = "--json", description = "One JSON object, for programs.")
    private boolean json;

    QueueFlush(Doors doors) {
        this.doors = doors;
    }

    @Override
    public Integer call() throws IOException {
        if (destination.filter(host -> !host.matches("[^*@\\s]+")).isPresent())
            throw Stop.usage("--destination is one host, as posthouse queue summary names it");
        PrintWriter out = spec.commandLine().getOut();
        Opened opened = queue.open(doors);
        try (QueueWork work = opened.work()) {
            long count = work.flush(destination.map(host -> host.toLowerCase(Locale.ROOT)));
            out.println(json ? "{\"destinations\":" + count + "}" : words(count));
            if (!json && count > 0 && opened.through() == Through.SPOOL)
                out.println(Worked.NO_SERVER);
            out.flush();
            return (count == 0 && destination.isPresent() ? Exit.REFUSED : Exit.DONE).code();
        }
    }

    private static String words(long count) {
        return count == 0 ? "Nothing waits." : "Flushed " + Counted.of(count, "destination") + ".";
    }
}
