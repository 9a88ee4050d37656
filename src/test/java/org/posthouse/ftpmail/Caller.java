package org.posthouse.ftpmail;

import module java.base;

/// A user process in a test: says octets, hears replies, opens data connections.
record Caller(Socket socket) implements Closeable {
    private static final int PATIENCE = 60_000; // milliseconds
    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    static Caller of(ReceiverFixture receiver) throws IOException {
        var caller = new Caller(new Socket(LOOPBACK, receiver.address().getPort()));
        caller.socket.setSoTimeout(PATIENCE);
        caller.hear();
        return caller;
    }

    /// @param octets the characters 0 to 255
    void say(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Says a command and hears its first reply.
    String ask(String command) throws IOException {
        say(command + "\r\n");
        return hear();
    }

    /// The next line; empty at the end.
    String hear() throws IOException {
        var line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read())
            line.append((char) octet);
        return line.toString().strip();
    }

    List<String> hearAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
    }

    /// The port that PASV tells.
    int passive() throws IOException {
        Matcher told = Pattern.compile(".*,(\\d+),(\\d+)").matcher(ask("PASV"));
        if (!told.matches()) throw new AssertionError("no PASV");
        return Integer.parseInt(told.group(1)) << 8 | Integer.parseInt(told.group(2));
    }

    static Socket dial(int port, String from) throws IOException {
        return new Socket(LOOPBACK, port, InetAddress.ofLiteral(from), 0);
    }

    static void pour(Socket data, String octets) throws IOException {
        try (data) {
            data.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    static String portCommand(int port) {
        return "PORT 127,0,0,1," + (port >> 8) + "," + (port & 255);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
