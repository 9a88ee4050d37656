package org.posthouse.cli;

import module java.base;

import org.posthouse.ports.Change;
import org.posthouse.ports.JsonText;
import org.posthouse.ports.ListenerJson;
import org.posthouse.ports.sockets.Listing;
import org.posthouse.ports.sockets.LocalSocket;

/// `posthouse ports --watch`: looks again and again, and tells what became of the listeners. What
/// opens and closes between two looks is not seen.
///
/// @param every from one look to the next
/// @param looks how many, the first included; empty for no end
/// @param pause waits
record PortsWatch(Supplier<Listing> look, Duration every, Optional<Integer> looks, Pause pause) {
    /// Waits between two looks.
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /// Until it has looked often enough, nobody reads its output, or it is interrupted.
    void run(Listing first, PortsForm.Form form, PrintWriter out) {
        if (form == PortsForm.Form.JSON) present(first, out);
        Listing before = first;
        for (int n = 1; n < looks.orElse(Integer.MAX_VALUE) && !out.checkError(); n++) {
            try {
                pause.of(every);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
            Listing now = look.get();
            for (Change change : Change.between(before, now))
                out.println(
                        form == PortsForm.Form.JSON
                                ? JsonText.of(ListenerJson.of(change, now.at()))
                                : line(change, now.at()));
            before = now;
        }
        out.flush();
    }

    /// What is there from the beginning, so that the events alone make a whole.
    private static void present(Listing listing, PrintWriter out) {
        for (LocalSocket socket : listing.sockets())
            out.println(
                    JsonText.of(
                            JsonText.object(
                                    "event",
                                    "present",
                                    "at",
                                    listing.at(),
                                    "listener",
                                    ListenerJson.of(socket))));
    }

    private static String line(Change change, Instant at) {
        String words =
                switch (change) {
                    case Change.Opened(var socket) -> "opened    " + shown(socket);
                    case Change.Closed(var socket) -> "closed    " + shown(socket);
                    case Change.Replaced(var before, var socket) ->
                            "replaced  " + shown(socket) + ", before " + before.owners().words();
                };
        return at.truncatedTo(ChronoUnit.SECONDS) + " " + words;
    }

    private static String shown(LocalSocket socket) {
        return Printable.line(
                socket.transport().word()
                        + " "
                        + socket.endpoint()
                        + "  "
                        + socket.owners().words());
    }
}
