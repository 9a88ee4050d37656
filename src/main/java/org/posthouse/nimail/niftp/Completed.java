package org.posthouse.nimail.niftp;

/// A file or a letter that we have already, though its sender may not know: what he sends of it
/// again is not kept, and the transfer ends well.
///
/// @param forget what was kept to know it by, once he knows too
public record Completed(Runnable forget) implements Store {
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
        forget.run();
    }
}
