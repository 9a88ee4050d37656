package org.posthouse.nimail.niftp;

import module java.base;

/// A file that is there already, though its sender may not know: what he sends of it again is not
/// kept, and the transfer ends well.
///
/// @param key of its docket
record Completed(Dockets dockets, String key) implements Store {
    @Override
    public void write(byte[] octets, int offset, int length) {}

    @Override
    public long position() {
        return 0;
    }

    @Override
    public void secure(Mark mark) {}

    @Override
    public void back(Mark mark) {}

    @Override
    public Fate finish() {
        return new Fate.Taken();
    }

    @Override
    public void suspend(Mark last) {}

    @Override
    public void discard() {}

    @Override
    public void over() {
        dockets.forget(key);
    }
}
