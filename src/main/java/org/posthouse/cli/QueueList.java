package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Entry;
import org.posthouse.control.Filter;
import org.posthouse.control.Json;
import org.posthouse.control.QueueWork;
import org.posthouse.control.Sink;
import org.posthouse.mail.MessageId;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `posthouse queue list`.
@Command(
        name = "list",
        description = {
            "Lists messages, the oldest first: id, age, size, state, attempts made, time to the"
                + " next one, sender; below, the recipients that are still to be served and why the"
                + " message is still here."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "2:wrong usage", "75:the server does not answer"},
        footer = {
            "",
            "Examples:",
            "  posthouse queue list --destination relay.example --older-than 4h",
            "  posthouse queue list --sender '<>' --json --all"
        })
final class QueueList implements Callable<Integer> {
    private static final int PAGE = 10_000;

    private final Doors doors;

    @Spec private CommandSpec spec;
    @Mixin private QueueOptions queue = new QueueOptions();
    @Mixin private FilterOptions filter = new FilterOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--all", description = "However many there are.")
    private boolean all;

    @Option(
            names = "--after",
            paramLabel = "ID",
            description = "Only messages behind this one: the last of a list before.")
    private Optional<String> after = Optional.empty();

    @Option(names = "--json", description = "A JSON object a line, for programs.")
    private boolean json;

    QueueList(Doors doors) {
        this.doors = doors;
    }

    @Override
    public Integer call() throws IOException {
        if (limit < 1) throw Stop.usage("--limit is at least 1");
        Filter wanted = filter.filter();
        Optional<MessageId> from = after.map(Chosen::id);
        try (QueueWork work = queue.open(doors).work()) {
            PrintWriter out = spec.commandLine().getOut();
            var table = new QueueTable(out, Instant.now());
            var count = new AtomicLong();
            Sink<Entry> print =
                    entry -> {
                        count.incrementAndGet();
                        if (json) out.println(Json.line(entry));
                        else table.add(entry);
                        if (out.checkError()) throw new EOFException("nobody reads the output");
                    };
            Optional<MessageId> more = list(work, wanted, from, print);
            tellRest(count.get(), more);
        }
        return Exit.DONE.code();
    }

    private Optional<MessageId> list(
            QueueWork work, Filter wanted, Optional<MessageId> from, Sink<Entry> print)
            throws IOException {
        Optional<MessageId> more = work.list(wanted, from, all ? PAGE : limit, print);
        while (all && more.isPresent()) more = work.list(wanted, more, PAGE, print);
        return more;
    }

    private void tellRest(long count, Optional<MessageId> more) {
        PrintWriter out = spec.commandLine().getOut();
        if (more.isPresent()) {
            spec.commandLine()
                    .getErr()
                    .println("There may be more: --after " + more.get() + " goes on, or --all.");
        } else if (!json) {
            out.println(count == 0 ? "Nothing." : Counted.of(count, "message"));
        }
        out.flush();
    }
}
