package org.posthouse.pickup;

import module java.base;

/// Whether a file may be read at all, and whether it is all there.
///
/// A program that writes a file under another name and renames it leaves no doubt. For others a
/// file counts as being written until it was left alone for a while; that is a help, and no
/// promise.
final class Inspection {
    private final PickupSettings settings;
    private final InstantSource clock;

    Inspection(PickupSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    sealed interface Result {}

    record Fit(FileState state) implements Result {}

    /// @param taken [Taken.NotYet], [Taken.Unfit] for this file alone, or [Taken.Nothing]
    record Unfit(Taken taken) implements Result {}

    Result look(Path file) throws IOException {
        try {
            return look(file, FileState.of(file));
        } catch (NoSuchFileException _) {
            return new Unfit(new Taken.Nothing());
        }
    }

    private Result look(Path file, FileState state) {
        if (state.kind() != FileState.Kind.REGULAR)
            return unfit(file, "it is " + state.kind().words() + ", not a file of its own");
        if (!settings.owners().include(state.owner()))
            return unfit(
                    file,
                    "it belongs to "
                            + state.owner()
                            + ", who is none of the [pickup] owners whose files are taken");
        Instant settled = state.changed().plus(settings.settle());
        boolean quiet = !clock.instant().isBefore(settled);
        // A second name is how link(2) and unlink(2) rename, for a moment; for longer it may be
        // that of a file which is not for its maker to read.
        boolean lone = state.links() == 1;
        if (!quiet && !(lone && state.finished())) return new Unfit(new Taken.NotYet(settled));
        return lone ? new Fit(state) : unfit(file, "it has another name elsewhere (a hard link)");
    }

    private static Result unfit(Path file, String why) {
        return new Unfit(new Taken.Unfit(List.of(file), why));
    }

    /// How long a control file's text may be missing.
    boolean patientWith(FileState control) {
        return clock.instant().isBefore(control.changed().plus(settings.patience()));
    }

    Instant nextLook() {
        return clock.instant().plus(settings.interval());
    }
}
