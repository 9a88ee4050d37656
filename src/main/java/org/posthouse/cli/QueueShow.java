package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Done.Why;
import org.posthouse.control.Json;
import org.posthouse.control.Letter;
import org.posthouse.control.QueueWork;
import org.posthouse.mail.MessageId;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `posthouse queue show`.
@Command(
        name = "show",
        description = {
            "Shows all that is known of messages: origin, size, and for each recipient its state,"
                    + " attempts, the next one, and what the latest came to."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:some are not in the queue",
            "2:wrong usage",
            "75:the server does not answer"
        },
        footer = {"", "Example:", "  posthouse queue show 3KQZ9F8R00000"})
final class QueueShow implements Callable<Integer> {
    private final Doors doors;

    @Spec private CommandSpec spec;
    @Mixin private QueueOptions queue = new QueueOptions();

    @Option(names = "--json", description = "A JSON object a line, for programs.")
    private boolean json;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Messages by their ids.")
    private List<String> ids = List.of();

    QueueShow(Doors doors) {
        this.doors = doors;
    }

    @Override
    public Integer call() throws IOException {
        List<MessageId> wanted = ids.stream().map(Chosen::id).toList();
        boolean missing = false;
        PrintWriter out = spec.commandLine().getOut();
        try (QueueWork work = queue.open(doors).work()) {
            for (MessageId id : wanted) {
                Optional<Letter> letter = work.show(id);
                if (letter.isEmpty()) {
                    missing = true;
                    spec.commandLine().getErr().println(id + " " + Why.GONE.words());
                } else if (json) {
                    out.println(Json.line(letter.get()));
                } else {
                    new LetterText(out, Instant.now()).show(letter.get());
                }
            }
        }
        out.flush();
        return (missing ? Exit.REFUSED : Exit.DONE).code();
    }
}
