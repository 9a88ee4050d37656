package org.posthouse.nimail;

import org.posthouse.nimail.niftp.Mark;
import org.posthouse.nimail.niftp.Store;

/// A letter that we took already, though its sender may not know: what he sends of it again is not
/// kept, and the transfer ends well.
record KnownLetter(Unconfirmed unconfirmed, Unconfirmed.Name name) implements Store {
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
        unconfirmed.confirm(name);
    }
}
