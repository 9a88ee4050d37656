package org.posthouse.nimail.niftp;

import org.posthouse.wire.Octets;

/// One end of a connection, as both roles and both directions of data use it.
record Exchange(
        Octets line, RecordReader in, RecordWriter out, Profile profile, Progress progress) {
    static Exchange over(Octets line, Profile profile, Progress progress) {
        return new Exchange(
                line, new RecordReader(line), new RecordWriter(line), profile, progress);
    }
}
