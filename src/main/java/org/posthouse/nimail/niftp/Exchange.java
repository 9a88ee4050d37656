package org.posthouse.nimail.niftp;

import org.posthouse.wire.Octets;
import org.posthouse.wire.Transcript;

/// One end of a connection, as both roles and both directions of data use it.
record Exchange(
        Octets line, RecordReader in, RecordWriter out, Profile profile, Progress progress) {
    static Exchange over(Octets line, Profile profile, Progress progress, Transcript transcript) {
        return new Exchange(
                line,
                new RecordReader(line, profile.unagreed(), transcript),
                new RecordWriter(line::write, transcript),
                profile,
                progress);
    }
}
