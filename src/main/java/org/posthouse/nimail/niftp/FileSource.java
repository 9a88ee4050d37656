package org.posthouse.nimail.niftp;

import module java.base;

/// A file to be sent.
public final class FileSource implements Source {
    private final Path path;
    private final int interval;
    private final Function<State, Optional<String>> over;

    /// @param over what is to be done when the transfer is over
    FileSource(Path path, int interval, Function<State, Optional<String>> over) {
        this.path = path;
        this.interval = interval;
        this.over = over;
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public int interval() {
        return interval;
    }

    @Override
    public Optional<String> over(State state) {
        return over.apply(state);
    }
}
