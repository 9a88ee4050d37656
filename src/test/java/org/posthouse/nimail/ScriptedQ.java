package org.posthouse.nimail;

import module java.base;

/// A listener that says what a test wants it to: a script for each connection, the last one for all
/// further ones.
public final class ScriptedQ implements Closeable {
    /// What Q does on one connection, which is closed at its end.
    public interface Script {
        void talk(Line line) throws IOException;
    }

    private final ServerSocket door;
    private final List<Script> scripts;
    private final List<List<String>> heard = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    public ScriptedQ(Script... scripts) throws IOException {
        this.scripts = List.of(scripts);
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.add(Thread.ofVirtual().start(this::listen));
    }

    private void listen() {
        try {
            for (int n = 0; ; n++) {
                Socket socket = door.accept();
                Script script = scripts.get(Math.min(n, scripts.size() - 1));
                var words = new CopyOnWriteArrayList<String>();
                heard.add(words);
                threads.add(Thread.ofVirtual().start(() -> talk(socket, script, words)));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private static void talk(Socket socket, Script script, List<String> words) {
        try (socket) {
            socket.setSoTimeout(20_000);
            script.talk(new Line(socket, words));
        } catch (IOException e) {
            words.add("(" + e.getMessage() + ")");
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /// What P said on each connection, when all of them are over.
    List<List<String>> heard() throws InterruptedException, IOException {
        door.close();
        for (Thread thread : threads) thread.join(Duration.ofSeconds(30));
        return heard;
    }

    /// What P has said so far, on all connections.
    public List<String> said() {
        return heard.stream().flatMap(List::stream).toList();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    /// One connection as Q sees it.
    public static final class Line {
        private final Socket socket;
        private final DataInputStream in;
        private final List<String> words;
        private boolean data;
        private int first = -1;

        Line(Socket socket, List<String> words) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            this.words = words;
        }

        /// Octets in hex, with blanks as one likes.
        Line say(String hex) throws IOException {
            socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
            return this;
        }

        /// RNEG, STOPACK or another command with a state and a message.
        Line say(int command, int state, String message) throws IOException {
            var record = new ByteArrayOutputStream();
            record.writeBytes(new byte[] {(byte) command, (byte) (message.isEmpty() ? 1 : 2)});
            record.writeBytes(new byte[] {0x0f, 0x22, (byte) (state >> 8), (byte) state});
            if (!message.isEmpty()) {
                record.writeBytes(new byte[] {0x71, 0x32, (byte) message.length()});
                record.writeBytes(message.getBytes(StandardCharsets.ISO_8859_1));
            }
            socket.getOutputStream().write(0x80 | record.size());
            record.writeTo(socket.getOutputStream());
            return this;
        }

        Line rneg(int state, String message) throws IOException {
            return say(3, state, message);
        }

        Line stopack(int state, String message) throws IOException {
            return say(5, state, message);
        }

        /// RPOS with no attribute: all that was offered with EQ holds, 03 has its default.
        Line rpos() throws IOException {
            return say("86 02 01 0e 22 00 00");
        }

        /// The called service's name and its NUL.
        Line service() throws IOException {
            var name = new StringBuilder("service ");
            for (int octet = in.read(); octet > 0; octet = in.read()) name.append((char) octet);
            words.add(name.toString());
            return this;
        }

        /// Hangs up at once, whatever P has said.
        void hangUp() throws IOException {
            in.mark(1);
            first = in.readUnsignedByte();
            words.add("first octet %02x".formatted(first));
        }

        /// Reads up to and with what P says in these words, a control or a command.
        Line until(String what) throws IOException {
            while (!next().startsWith(what)) {}
            return this;
        }

        /// A whole transfer, as a host that takes everything has it.
        public Line take() throws IOException {
            return until("SFT").rpos().until("ES 00").say("00 47 00").done();
        }

        /// STOP 2000 and its answer.
        Line done() throws IOException {
            return until("STOP").stopack(0x2000, "");
        }

        /// Reads up to the end of the data, or of the transfer.
        Line untilEnd() throws IOException {
            String said = next();
            while (!said.startsWith("ES") && !said.startsWith("STOP")) said = next();
            return this;
        }

        /// We say no more.
        Line end() throws IOException {
            socket.shutdownOutput();
            return this;
        }

        /// Everything that P still says.
        Line rest() throws IOException {
            try {
                while (true) next();
            } catch (EOFException _) {
                return this;
            }
        }

        /// The next control, command, or record.
        String next() throws IOException {
            String word = read();
            words.add(word);
            return word;
        }

        private String read() throws IOException {
            var record = new ByteArrayOutputStream();
            while (true) {
                int header = first >= 0 ? first : in.readUnsignedByte();
                first = -1;
                if (header == 0) {
                    if (record.size() > 0) {
                        first = 0;
                        return "part " + record.toString(StandardCharsets.ISO_8859_1);
                    }
                    return control(in.readUnsignedByte(), in.readUnsignedByte());
                }
                int count = header & 0x3f;
                boolean repeat = (header & 0x40) != 0 && count > 0;
                byte[] some = in.readNBytes(repeat ? 1 : count);
                for (int i = 0; i < (repeat ? count : 1); i++) record.writeBytes(some);
                if ((header & 0x80) != 0) return record(record.toByteArray());
            }
        }

        private String control(int code, int argument) {
            if (code == 0x40) data = true;
            if (code == 0x43) data = false;
            String name =
                    switch (code) {
                        case 0x40 -> "SS";
                        case 0x41 -> "MS";
                        case 0x42 -> "CS";
                        case 0x43 -> "ES";
                        default -> "control " + Integer.toHexString(code);
                    };
            return name + " %02x".formatted(argument);
        }

        private String record(byte[] octets) {
            if (octets.length > 2 && octets[0] == 0 && octets[2] == 0x0f) data = false; // QR 30
            if (data) return "| " + new String(octets, StandardCharsets.ISO_8859_1);
            String name = List.of("STOP", "GO", "RPOS", "RNEG", "SFT", "STOPACK").get(octets[0]);
            var hex = new StringBuilder(name);
            var in = ByteBuffer.wrap(octets, 2, octets.length - 2);
            while (in.remaining() > 1) {
                hex.append(" %02x/%02x".formatted(in.get(), in.get(in.position())));
                int qualifier = in.get();
                if ((qualifier & 0x30) == 0x20) hex.append("=%04x".formatted(in.getShort()));
                if ((qualifier & 0x30) == 0x30) {
                    byte[] text = new byte[in.get() & 0xff];
                    in.get(text);
                    hex.append("=").append(new String(text, StandardCharsets.ISO_8859_1));
                }
            }
            return hex.toString();
        }
    }
}
