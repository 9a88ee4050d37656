package org.posthouse.nimail.niftp;

import module java.base;

/// A file to be put or fetched, once or in as many calls as it takes: what is known of one that
/// broke off lies in a docket, and the next call of the same errand goes on from there.
///
/// @param partner host and port
/// @param access mode, without the wish to resume
/// @param names filename, username, password and what else
public record Errand(
        String partner, Path local, Access access, Wanted.Kind kind, Map<Meaning, String> names) {
    public Errand {
        names = Map.copyOf(names);
    }

    /// Runs it on one connection. A partner that does not know the transfer any more is told to
    /// begin anew at once.
    ///
    /// @throws IOException when the line, or the local file, breaks
    public Outcome run(Initiator initiator, Profile profile, Dockets dockets) throws IOException {
        return run(initiator, profile, dockets, profile.interval());
    }

    /// @param interval octets of the file from mark to mark
    Outcome run(Initiator initiator, Profile profile, Dockets dockets, int interval)
            throws IOException {
        Optional<Docket> before = dockets.find(key()).filter(this::fits);
        Outcome outcome = initiator.run(job(before, profile, dockets, interval));
        if (before.isPresent() && known(before.get(), outcome)) outcome = Outcome.DONE;
        if (before.isPresent() && outcome.state().equals(State.NO_RESUMPTION)) {
            dockets.forget(key());
            outcome = initiator.run(job(Optional.empty(), profile, dockets, interval));
        }
        if (!outcome.state().temporary()) dockets.forget(key());
        return outcome;
    }

    /// Whether the partner has forgotten a transfer of which only his last word did not reach us,
    /// or finds that he can do no more for it: all data were confirmed, and it is done.
    private static boolean known(Docket before, Outcome outcome) {
        return before.mark().number() == Agreement.END
                && outcome.state().sameClass(State.REJECTED)
                && !outcome.state().equals(State.TRY_LATER);
    }

    /// Forgets what is known of it: the next call begins anew.
    public void anew(Dockets dockets) {
        dockets.forget(key());
    }

    private String key() {
        return Dockets.key(
                partner,
                local.toAbsolutePath().toString(),
                access.toString(),
                kind.toString(),
                names.getOrDefault(Meaning.FILENAME, ""),
                names.getOrDefault(Meaning.USERNAME, ""));
    }

    /// Whether what it tells of is still there.
    private boolean fits(Docket docket) {
        try {
            if (access.reads())
                return docket.mark().number() == Agreement.END
                        ? Files.exists(local)
                        : PartFile.size(local, key()) >= docket.mark().position();
            return docket.size() == Files.size(local)
                    && docket.changed() == Files.getLastModifiedTime(local).toMillis();
        } catch (IOException _) {
            return false;
        }
    }

    private Job job(Optional<Docket> before, Profile profile, Dockets dockets, int interval)
            throws IOException {
        return access.reads() ? take(before, dockets) : give(before, profile, dockets, interval);
    }

    /// The transfer's identifier is kept as the docket's terms.
    private static int identifier(Optional<Docket> before) {
        return before.map(docket -> Integer.parseInt(docket.terms(), 16))
                .orElseGet(() -> new SecureRandom().nextInt(1, 0x10000));
    }

    private Wanted wanted(Optional<Docket> before, int id, int restart, OptionalInt size) {
        return new Wanted(
                before.isPresent() ? access.resuming() : access, kind, id, restart, names, size);
    }

    private Job give(Optional<Docket> before, Profile profile, Dockets dockets, int interval)
            throws IOException {
        int id = identifier(before);
        long size = Files.size(local);
        Docket docket =
                before.orElse(
                        new Docket(
                                local.toString(),
                                "%04x".formatted(id),
                                List.of(Mark.START),
                                interval,
                                size,
                                Files.getLastModifiedTime(local).toMillis()));
        dockets.keep(key(), docket);
        return new Job.Give(
                wanted(
                        before,
                        id,
                        restart(docket, profile),
                        OptionalInt.of(Wanted.kilooctets(size))),
                new Local(local, key(), docket, dockets));
    }

    /// The mark to go on from: as unix-niftp does the last that was acknowledged; else the last of
    /// the file, which the partner lowers to the one that it has secured.
    private static int restart(Docket docket, Profile profile) {
        boolean known = docket.mark().number() == Agreement.END || profile == Profile.UNIX_NIFTP;
        return known
                ? docket.mark().number()
                : (int) Math.min(Agreement.END - 1, docket.size() / docket.interval());
    }

    private Job take(Optional<Docket> before, Dockets dockets) throws IOException {
        int id = identifier(before);
        Docket docket =
                before.orElse(
                        new Docket(
                                local.toString(),
                                "%04x".formatted(id),
                                List.of(Mark.START),
                                0,
                                0,
                                0));
        Mark mark = docket.mark();
        Wanted wanted = wanted(before, id, mark.number(), OptionalInt.empty());
        dockets.keep(key(), docket); // so that a part which is left is known
        if (mark.number() == Agreement.END)
            return new Job.Take(wanted, new Completed(() -> dockets.forget(key())), List.of());
        PartFile part =
                PartFile.open(
                        local,
                        key(),
                        PartFile.Finish.REPLACE,
                        PartFile.Bounds.NONE,
                        Optional.of(new PartFile.Keeping(dockets, key(), docket)),
                        mark,
                        () -> {});
        return new Job.Take(wanted, part, docket.marks());
    }

    /// The file that is given.
    private record Local(Path path, String key, Docket docket, Dockets dockets) implements Source {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }

        @Override
        public int interval() {
            return docket.interval();
        }

        @Override
        public void secured(int mark) {
            keep(new Mark(mark, (long) mark * docket.interval(), 0));
        }

        @Override
        public void acknowledged() {
            keep(new Mark(Agreement.END, docket.size(), 0));
        }

        private void keep(Mark mark) {
            try {
                dockets.keep(key, docket.at(mark));
            } catch (IOException _) {
                // then the partner hears something once more, and does not mind
            }
        }

        @Override
        public Optional<String> over(State state) {
            if (!state.temporary()) dockets.forget(key);
            return Optional.empty();
        }
    }
}
