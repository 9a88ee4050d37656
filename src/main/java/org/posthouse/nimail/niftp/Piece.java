package org.posthouse.nimail.niftp;

/// What stands between two points of the stream: a subrecord of words, a transfer-control command,
/// or nothing any more.
sealed interface Piece permits Control, Piece.Subrecord, Piece.Strange, Piece.Broken {
    /// Words, which are read from the reader's buffer before the next piece is asked for.
    ///
    /// @param header bit 80: the last of its record; bit 40: one word, to be repeated; and a count
    /// @param offset of the words in the buffer
    /// @param octets that stand there
    @SuppressWarnings("ArrayRecordComponent") // lent, not kept
    record Subrecord(int header, byte[] buffer, int offset, int octets) implements Piece {
        boolean last() {
            return (header & 0x80) != 0;
        }

        boolean compressed() {
            return (header & 0x40) != 0;
        }

        /// How many words it stands for.
        int words() {
            return header & 0x3f;
        }
    }

    /// An escape with a command that there is none of.
    record Strange(int code, int argument) implements Piece {
        String why() {
            return "no transfer-control command %02x".formatted(code);
        }
    }

    /// The line ended, or what follows makes no sense.
    record Broken(String why) implements Piece {}
}
