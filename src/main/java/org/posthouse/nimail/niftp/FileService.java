package org.posthouse.nimail.niftp;

import module java.base;

/// The file service: a directory tree for users with passwords (docs/niftp.md, files).
public final class FileService implements Service {
    private final NiftpSettings settings;
    private final Gate gate;
    private final Tree tree;
    private final Dockets dockets;
    private final Leftovers leftovers;
    private final Room room;
    private final int interval;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /// @param dockets the directory they are kept in
    public FileService(NiftpSettings settings, Path dockets) {
        this(
                settings,
                dockets,
                Room.on(settings.tree(), settings.reserve()),
                settings.manner().profile().interval());
    }

    /// @param interval octets of a file from mark to mark, where we send
    FileService(NiftpSettings settings, Path dockets, Room room, int interval) {
        this.interval = interval;
        this.room = room;
        this.settings = settings;
        this.gate = new Gate(settings);
        this.tree = new Tree(settings.tree());
        this.dockets = new Dockets(dockets);
        this.dockets.sweep(Instant.now());
        this.leftovers = new Leftovers(settings.tree(), this.dockets);
        leftovers.sweepDaily(Instant.now());
    }

    @Override
    public Answer open(Agreement wanted, Caller caller) {
        return switch (gate.enter(wanted)) {
            case Gate.Entry.Shut(var why) -> refused(why);
            case Gate.Entry.Open(var user) -> {
                Optional<String> name = wanted.text(Meaning.FILENAME);
                if (name.isEmpty()) yield refused("Filename required");
                String key =
                        Dockets.key(
                                caller.address().getAddress().getHostAddress(),
                                user.name(),
                                Integer.toString(wanted.number(Meaning.TRANSFER_ID)));
                yield open(wanted, user, name.get(), key);
            }
        };
    }

    private Answer open(Agreement wanted, User user, String name, String key) {
        Access access = wanted.access();
        boolean changes = access.mode() != Access.READ;
        if (changes && user.rights() == User.Rights.READ_ONLY)
            return refused("You may only read here");
        return switch (tree.find(user.home(), name)) {
            case Tree.Found.Wrong(var why) -> refused(why);
            case Tree.Found.File(var path) ->
                    access.reads() ? read(wanted, path, key) : write(wanted, path, key, access);
            case Tree.Found.Free(var path) ->
                    access.reads() ? refused("file not found") : write(wanted, path, key, access);
        };
    }

    private static Answer refused(String why) {
        return new Answer.Refused(Refusal.of(State.REJECTED, why));
    }

    private static Answer noDocket(Agreement wanted) {
        return new Answer.Refused(Refusal.noDocket(wanted));
    }

    private Answer read(Agreement wanted, Path path, String key) {
        try {
            long size = Files.size(path);
            long changed = Files.getLastModifiedTime(path).toMillis();
            Docket docket =
                    new Docket(
                            path.toString(),
                            Docket.terms(wanted),
                            List.of(Mark.START),
                            interval,
                            size,
                            changed);
            int restart = wanted.number(Meaning.RESTART);
            if (wanted.access().resumes()) {
                Optional<Docket> before = dockets.find(key);
                if (!before.equals(Optional.of(docket)) || beyond(restart, docket))
                    return noDocket(wanted);
            } else if (restart != 0) {
                return noDocket(wanted);
            }
            if (wanted.resumable()) dockets.keep(key, docket);
            return new Answer.Send(
                    wanted.with(Meaning.FILE_SIZE, Wanted.kilooctets(size)),
                    new FileSource(
                            path, docket.interval(), state -> sent(wanted, path, key, state)));
        } catch (IOException _) {
            return refused("Cannot access file");
        }
    }

    private static boolean beyond(int restart, Docket docket) {
        return restart != Agreement.END && (long) restart * docket.interval() > docket.size();
    }

    private Optional<String> sent(Agreement agreement, Path path, String key, State state) {
        if (!state.equals(State.DONE)) return Optional.empty();
        dockets.forget(key);
        if (agreement.access().mode() != Access.READ_AND_REMOVE) return Optional.empty();
        try {
            Files.delete(path);
            return Optional.empty();
        } catch (IOException _) {
            return Optional.of("The file could not be removed");
        }
    }

    /// A transfer that goes on finds its docket; its file may be there by now, if only STOP is
    /// missing.
    private Answer write(Agreement wanted, Path path, String key, Access access) {
        leftovers.sweepDaily(Instant.now());
        Optional<String> hindrance = room.hindrance();
        if (hindrance.isPresent())
            return new Answer.Refused(Refusal.of(State.TRY_LATER, hindrance.get()));
        boolean there = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (access.resumes()) return resume(wanted, path, key);
        if (wanted.number(Meaning.RESTART) != 0) return noDocket(wanted);
        int mode = access.mode();
        boolean must = mode == Access.REPLACE || mode == Access.APPEND;
        if (there && mode == Access.MAKE) return refused("File exists");
        if (!there && must) return refused("file not found");
        Agreement agreement =
                switch (mode) {
                    case Access.REPLACE_OR_MAKE ->
                            wanted.with(Meaning.ACCESS, there ? Access.REPLACE : Access.MAKE);
                    case Access.APPEND_OR_MAKE ->
                            wanted.with(Meaning.ACCESS, there ? Access.APPEND : Access.MAKE);
                    default -> wanted;
                };
        var docket =
                new Docket(path.toString(), Docket.terms(wanted), List.of(Mark.START), 0, 0, 0);
        String part = agreement.resumable() ? key : once();
        return receive(agreement, path, part, docket, Mark.START);
    }

    /// For a part that no later transfer goes on with.
    private static String once() {
        return Leftovers.ONCE + UUID.randomUUID();
    }

    private Answer resume(Agreement wanted, Path path, String key) {
        Optional<Docket> found = dockets.find(key);
        if (found.isEmpty()
                || !found.get().file().equals(path.toString())
                || !found.get().terms().equals(Docket.terms(wanted))) return noDocket(wanted);
        Mark mark = found.get().mark();
        int restart = wanted.number(Meaning.RESTART);
        boolean done = mark.number() == Agreement.END;
        if (done) {
            return new Answer.Receive(
                    wanted, new Completed(() -> dockets.forget(key)), new Mark(restart, 0, 0));
        }
        mark = found.get().markUpTo(restart);
        if (PartFile.size(path, key) < mark.position()) return noDocket(wanted);
        return receive(wanted.with(Meaning.RESTART, mark.number()), path, key, found.get(), mark);
    }

    private Answer receive(Agreement agreement, Path path, String key, Docket docket, Mark start) {
        if (!underWay.add(key))
            return new Answer.Refused(
                    Refusal.of(State.TRY_LATER, "This transfer is under way already"));
        PartFile.Finish finish =
                switch (agreement.access().mode()) {
                    case Access.MAKE -> PartFile.Finish.MAKE;
                    case Access.APPEND -> PartFile.Finish.APPEND;
                    case Access.APPEND_OR_MAKE ->
                            Files.exists(path) ? PartFile.Finish.APPEND : PartFile.Finish.MAKE;
                    default -> PartFile.Finish.REPLACE;
                };
        Optional<PartFile.Keeping> keeping =
                agreement.resumable()
                        ? Optional.of(new PartFile.Keeping(dockets, key, docket))
                        : Optional.empty();
        try {
            return new Answer.Receive(
                    agreement,
                    PartFile.open(
                            path,
                            key,
                            finish,
                            new PartFile.Bounds(settings.fileSize(), room),
                            keeping,
                            start,
                            () -> underWay.remove(key)),
                    start);
        } catch (IOException e) {
            underWay.remove(key);
            return refused("Cannot access file");
        }
    }
}
