package org.posthouse.nimail;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.JntEnvelope;
import org.posthouse.mail.JntManner;
import org.posthouse.mail.JntWriter;
import org.posthouse.nimail.niftp.Access;
import org.posthouse.nimail.niftp.Meaning;

/// Which letters a host is sent (docs/nimail.md, IEN 169): they differ in how the list of
/// recipients is written, and in how the host is asked to take the file.
enum Generation {
    /// Commas between the recipients; a file is to be made.
    JNT(Access.MAKE),
    /// One recipient on a line; a file is to be made or replaced, whose name the host is asked for.
    IEN169(Access.REPLACE_OR_MAKE);

    private final int mode;

    Generation(int mode) {
        this.mode = mode;
    }

    Access access() {
        return new Access(mode);
    }

    /// What the host is to give, though we give it no value.
    Set<Meaning> asked() {
        return switch (this) {
            case JNT -> Set.of();
            case IEN169 -> Set.of(Meaning.FILENAME);
        };
    }

    /// @throws IOException when the content cannot be read
    InputStream write(JntManner manner, JntEnvelope envelope, Content content) throws IOException {
        return switch (this) {
            case JNT -> JntWriter.letter(manner, envelope, content);
            case IEN169 -> JntWriter.bare(manner, envelope, content);
        };
    }
}
