package org.posthouse.smtp;

import module java.base;

/// A sender without manners, for tests: says octets, hears replies.
final class Caller implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    Caller(InetSocketAddress receiver) throws IOException {
        socket = new Socket(receiver.getAddress(), receiver.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in =
                new BufferedReader(
                        new InputStreamReader(
                                socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /// @param octets the characters 0 to 255, line endings and all
    Caller say(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /// Says a little, if it is still listened to.
    ///
    /// @return whether anything was said to that within a moment
    boolean drips(String octets, Duration moment) throws IOException {
        try {
            say(octets);
        } catch (SocketException _) {
            // it was hung up on: what was said to it before is still there
        }
        return hearsWithin(moment);
    }

    /// The last line of the next reply; empty at the end.
    String hear() throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') line = in.readLine();
        return Objects.requireNonNullElse(line, "");
    }

    String ask(String command) throws IOException {
        return say(command + "\r\n").hear();
    }

    /// Whether anything was said within a moment.
    boolean hearsWithin(Duration moment) throws IOException {
        int before = socket.getSoTimeout();
        socket.setSoTimeout((int) moment.toMillis());
        try {
            in.mark(1);
            int octet = in.read();
            in.reset();
            return octet >= 0;
        } catch (SocketTimeoutException _) {
            return false;
        } finally {
            socket.setSoTimeout(before);
        }
    }

    /// Greeting and EHLO.
    static Caller met(InetSocketAddress receiver) throws IOException {
        var caller = new Caller(receiver);
        caller.hear();
        caller.ask("EHLO client.example");
        return caller;
    }

    /// As far as the 354.
    Caller beginText() throws IOException {
        ask("MAIL FROM:<a@b.example>");
        ask("RCPT TO:<c@d.example>");
        String reply = ask("DATA");
        if (!reply.startsWith("354")) throw new AssertionError(reply);
        return this;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
