package org.posthouse.nimail.niftp;

import module java.base;

/// A file that is being received. It grows under a name of ours beside its own and gets its own
/// when it is complete and on disk, so that nobody takes a part for the whole.
public final class PartFile implements Store {
    /// What becomes of the file once it is complete.
    enum Finish {
        MAKE,
        REPLACE,
        APPEND
    }

    /// What the partner may not know to be acknowledged is no more than a window of 255.
    private static final int MARKS = 256;

    private final Path target;
    private final Path part;
    private final Finish finish;
    private final Bounds bounds;
    private final Optional<Keeping> keeping;
    private final Runnable left;
    private final FileChannel channel;
    private final Deque<Mark> marks = new ArrayDeque<>(); // the latest, the last one last
    private long position;
    private boolean refused;
    private boolean finished;
    private boolean named; // its name is on disk

    /// A docket that is kept up to date.
    record Keeping(Dockets dockets, String key, Docket docket) {}

    /// How much of it there may be.
    ///
    /// @param most octets
    record Bounds(long most, Room room) {
        static final Bounds NONE = new Bounds(Long.MAX_VALUE, Room.ENOUGH);
    }

    /// @param key names the part
    /// @param left to be run when nothing more is done with it
    private PartFile(
            Path target,
            String key,
            Finish finish,
            Bounds bounds,
            Optional<Keeping> keeping,
            Mark start,
            Runnable left)
            throws IOException {
        this.target = target;
        this.part = target.resolveSibling(Tree.OURS + key);
        this.finish = finish;
        this.bounds = bounds;
        this.keeping = keeping;
        this.left = left;
        this.channel =
                FileChannel.open(
                        part,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS));
        keeping.ifPresent(kept -> marks.addAll(kept.docket.marks()));
        back(start);
    }

    static PartFile open(
            Path target,
            String key,
            Finish finish,
            Bounds bounds,
            Optional<Keeping> keeping,
            Mark start,
            Runnable left)
            throws IOException {
        return new PartFile(target, key, finish, bounds, keeping, start, left);
    }

    /// How much of it there is from an earlier time.
    static long size(Path target, String key) {
        try {
            return Files.size(target.resolveSibling(Tree.OURS + key));
        } catch (IOException _) {
            return -1;
        }
    }

    /// Forgets what there is from an earlier time.
    static void remove(Path target, String key) throws IOException {
        Files.deleteIfExists(target.resolveSibling(Tree.OURS + key));
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        if (position + length > bounds.most) {
            refused = true;
            throw new IOException("a file may have " + bounds.most + " octets");
        }
        ByteBuffer buffer = ByteBuffer.wrap(octets, offset, length);
        while (buffer.hasRemaining()) position += channel.write(buffer, position);
    }

    @Override
    public Optional<String> hindrance() {
        return bounds.room.hindrance();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void marked(Mark mark) {
        if (keeping.isEmpty()) return;
        if (marks.size() == MARKS) marks.removeFirst();
        marks.addLast(mark);
    }

    @Override
    public void secure(Mark mark) throws IOException {
        if (keeping.isEmpty()) return;
        channel.force(false);
        if (!named) Dockets.forceNames(directory());
        named = true;
        keep(marks.isEmpty() ? List.of(mark) : List.copyOf(marks));
    }

    private Path directory() {
        return target.toAbsolutePath().resolveSibling("");
    }

    private void keep(List<Mark> known) throws IOException {
        Keeping kept = keeping.orElseThrow();
        kept.dockets.keep(kept.key, kept.docket.at(known));
    }

    @Override
    public void back(Mark mark) throws IOException {
        channel.truncate(mark.position());
        position = mark.position();
        marks.removeIf(later -> later.number() > mark.number());
    }

    @Override
    public Fate finish() throws IOException {
        channel.force(true);
        try {
            switch (finish) {
                case MAKE -> {
                    Files.createLink(target, part); // fails where there is one, in one step
                    Files.delete(part);
                }
                case REPLACE ->
                        Files.move(
                                part,
                                target,
                                StandardCopyOption.ATOMIC_MOVE,
                                StandardCopyOption.REPLACE_EXISTING);
                case APPEND -> append();
            }
        } catch (FileAlreadyExistsException _) {
            return new Fate.Refused(Control.HARD, "File exists");
        } catch (UnsupportedOperationException _) {
            Files.move(part, target); // a file system without links
        }
        Dockets.forceNames(directory());
        if (keeping.isPresent()) keep(List.of(new Mark(Agreement.END, position, 0)));
        finished = true;
        close();
        return new Fate.Taken();
    }

    private void append() throws IOException {
        try (FileChannel whole =
                        FileChannel.open(
                                target,
                                Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
                FileChannel added = FileChannel.open(part, StandardOpenOption.READ)) {
            long before = whole.size();
            try {
                whole.position(before);
                for (long done = 0; done < position; )
                    done += added.transferTo(done, position - done, whole);
                whole.force(true);
            } catch (IOException e) {
                whole.truncate(before);
                throw e;
            }
        }
        Files.delete(part);
    }

    @Override
    public void suspend(Mark last) {
        if (finished) return; // its docket says so
        if (keeping.isEmpty() || refused || last.number() == 0) {
            discard();
            return;
        }
        try {
            secure(last);
            close();
        } catch (IOException _) {
            discard();
        }
    }

    @Override
    public void discard() {
        if (finished) return;
        close();
        over();
        try {
            Files.deleteIfExists(part);
        } catch (IOException _) {
            // it is ours by its name, and swept some day
        }
    }

    @Override
    public void over() {
        close();
        keeping.ifPresent(kept -> kept.dockets.forget(kept.key));
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // what matters was forced
        }
        left.run();
    }
}
