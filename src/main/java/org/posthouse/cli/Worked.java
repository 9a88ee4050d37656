package org.posthouse.cli;

import module java.base;

import org.posthouse.control.Done;
import org.posthouse.control.Done.Undone;
import org.posthouse.control.Json;
import org.posthouse.control.QueueDoor.Opened;
import org.posthouse.control.QueueDoor.Through;
import org.posthouse.control.QueueWork;
import org.posthouse.control.Selection;
import org.posthouse.control.Work;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What retry, hold, release, delete and bounce have in common: what they work on, and how they say
/// what came of it.
final class Worked {
    static final String NO_SERVER =
            "No server runs here; the next one to start attempts them at once.";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin private QueueOptions queue = new QueueOptions();
    @Mixin private Chosen chosen = new Chosen();

    @Option(names = "--json", description = "One JSON object, for programs.")
    private boolean json;

    /// @param past what was done, as in "2 recipients in 1 message held"
    /// @return the exit status
    int run(Doors doors, Work what, String past) throws IOException {
        Selection which = chosen.selection();
        Opened opened = queue.open(doors);
        try (QueueWork work = opened.work()) {
            Done done = work.work(what, which, this::tellProgress);
            if (json) spec.commandLine().getOut().println(Json.line(done));
            else tell(done, past);
            if (!json && done.messages() > 0 && opened.through() == Through.SPOOL && isDue(what))
                spec.commandLine().getOut().println(NO_SERVER);
            spec.commandLine().getOut().flush();
            return (done.left() > 0 ? Exit.REFUSED : Exit.DONE).code();
        }
    }

    private static boolean isDue(Work what) {
        return switch (what) {
            case Work.Retry(), Work.Release() -> true;
            case Work.Hold _, Work.Delete(), Work.Bounce _ -> false;
        };
    }

    private void tell(Done done, String past) {
        for (Undone undone : done.undone())
            spec.commandLine().getErr().println(undone.id() + " " + undone.why().words());
        if (done.left() > done.undone().size())
            spec.commandLine().getErr().println("… and " + (done.left() - done.undone().size()));
        if (done.messages() > 0)
            spec.commandLine()
                    .getOut()
                    .println(
                            Counted.of(done.recipients(), "recipient")
                                    + " in "
                                    + Counted.of(done.messages(), "message")
                                    + " "
                                    + past
                                    + ".");
        else if (done.left() == 0) spec.commandLine().getOut().println("Nothing to do.");
    }

    /// On a terminal, long work is seen to go on.
    private void tellProgress(Done soFar) {
        if (!json && Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent())
            spec.commandLine().getErr().println(Counted.of(soFar.messages(), "message") + " …");
    }
}
