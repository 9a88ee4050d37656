package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.wire.Connection;
import org.posthouse.wire.Octets;
import org.posthouse.wire.Transcript;

/// Octets as they come from a line, without another program at its other end.
final class Wire {
    interface Reading<T> {
        T of(Octets octets) throws IOException;
    }

    private Wire() {}

    /// Lets a reader read these octets and the end of the line.
    static <T> T read(byte[] octets, Reading<T> reading) {
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var near = new Socket(door.getInetAddress(), door.getLocalPort());
                var far = new Connection(door.accept(), Transcript.NONE)) {
            Thread.ofVirtual().start(() -> say(near, octets));
            Octets line = far.octets();
            line.patience(Duration.ofSeconds(20));
            T result = reading.of(line);
            near.shutdownInput();
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(Socket socket, byte[] octets) {
        try {
            socket.getOutputStream().write(octets);
            socket.shutdownOutput();
        } catch (IOException _) {
            // the reader had enough
        }
    }

    /// All pieces up to the end, as a partner's data: the words, with `|` at the end of a record,
    /// and the controls.
    static List<String> pieces(RecordReader in) throws IOException {
        var all = new ArrayList<String>();
        var record = new ByteArrayOutputStream();
        while (true) {
            switch (in.next()) {
                case Piece.Broken _ -> {
                    all.add(HexFormat.of().formatHex(record.toByteArray()));
                    return all;
                }
                case Control control -> all.add(control.toString());
                case Piece.Strange(int code, int argument) ->
                        all.add("%02x %02x".formatted(code, argument));
                case Piece.Subrecord sub -> {
                    for (int i = 0; i < (sub.compressed() ? sub.words() : 1); i++)
                        record.write(sub.buffer(), sub.offset(), sub.octets());
                    if (!sub.last()) continue;
                    all.add(HexFormat.of().formatHex(record.toByteArray()) + "|");
                    record.reset();
                }
            }
        }
    }
}
