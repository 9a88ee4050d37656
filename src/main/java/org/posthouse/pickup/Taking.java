package org.posthouse.pickup;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.mail.JntManner;

/// Takes one file with what belongs to it, as far as the [Intake]: reads, judges and posts, but
/// neither removes nor moves anything. May be used by several threads.
///
/// @param letters how letters of RFC 786 are read
record Taking(Intake intake, Inspection inspection, JntManner letters) {
    /// @throws IOException when the disk fails
    Taken take(Path file) throws IOException {
        Found found = Found.by(String.valueOf(file.getFileName()));
        if (found instanceof Found.Nothing) return new Taken.Nothing();
        try {
            return switch (inspection.look(file)) {
                case Inspection.Unfit(var taken) -> taken;
                case Inspection.Fit(var state) -> take(file, found, state);
            };
        } catch (NoSuchFileException _) {
            return new Taken.Nothing();
        } catch (AccessDeniedException _) {
            return new Taken.Unfit(List.of(file), "its mode does not let us read it");
        }
    }

    private Taken take(Path file, Found found, FileState state) throws IOException {
        return switch (found) {
            case Found.Control() -> new Pair(intake, inspection, file, state).take();
            case Found.Copy(var mailbox) ->
                    new Letter(intake, new Octets(file, state)).take(mailbox);
            case Found.Plain() -> new Letter(intake, new Octets(file, state)).take();
            case Found.Letter() ->
                    new Rfc786Letter(intake, new Octets(file, state), letters).take();
            case Found.Nothing() -> new Taken.Nothing();
        };
    }
}
