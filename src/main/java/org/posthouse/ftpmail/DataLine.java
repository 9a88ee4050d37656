package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Transcript;

/// The data connection for one MLFL, seen from the user process: one that we open where the host
/// listens (PASV, and EPSV for IPv6), or one that the host opens where we do (PORT, EPRT).
///
/// Whatever address the host tells, we connect to the one it has: behind an address translator the
/// other would be wrong, and a hostile host would send us to a third.
final class DataLine implements Closeable {
    private static final Pattern SIX =
            Pattern.compile("(?s).*?\\d+,\\d+,\\d+,\\d+,(\\d{1,3}),(\\d{1,3}).*");
    private static final Pattern EXTENDED = Pattern.compile("(?s).*\\((.)\\1\\1(\\d{1,5})\\1\\).*");

    private final Channel channel;
    private final Optional<ServerSocket> listening;
    private Optional<Connection> connection;

    private DataLine(
            Channel channel, Optional<ServerSocket> listening, Optional<Connection> connection) {
        this.channel = channel;
        this.listening = listening;
        this.connection = connection;
    }

    /// Agrees with the host upon one.
    ///
    /// @return nothing when it understands no way of it
    static Optional<DataLine> prepare(Channel channel, HopSettings.Data data) throws IOException {
        Optional<DataLine> line =
                data == HopSettings.Data.PORT ? Optional.empty() : passive(channel);
        return line.isEmpty() && data != HopSettings.Data.PASSIVE ? port(channel) : line;
    }

    private static Optional<DataLine> passive(Channel channel) throws IOException {
        boolean four = channel.there() instanceof Inet4Address;
        Answer answer = channel.complete(four ? "PASV" : "EPSV");
        if (!answer.completes()) return Optional.empty();
        Matcher told = (four ? SIX : EXTENDED).matcher(answer.text());
        if (!told.matches()) throw channel.outOfStep("PASV", answer);
        int port =
                four
                        ? Integer.parseInt(told.group(1)) << 8 | Integer.parseInt(told.group(2))
                        : Integer.parseInt(told.group(2));
        if (port < 1 || port > 65_535) throw channel.outOfStep("PASV", answer);
        return connected(channel, port)
                .map(line -> new DataLine(channel, Optional.empty(), Optional.of(line)));
    }

    /// A port that nobody can reach is as good as none.
    private static Optional<Connection> connected(Channel channel, int port) throws IOException {
        Connection connection;
        try {
            connection =
                    Connection.open(
                            channel.there().getHostAddress(),
                            port,
                            channel.settings().connectTimeout(),
                            channel.transcript());
        } catch (SocketException | SocketTimeoutException e) {
            channel.transcript().said(Transcript.Side.NOTE, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
        connection.beginRest();
        return Optional.of(connection);
    }

    private static Optional<DataLine> port(Channel channel) throws IOException {
        var socket = new ServerSocket(0, 1, channel.here());
        var line = new DataLine(channel, Optional.of(socket), Optional.empty());
        boolean agreed = false;
        try {
            agreed = channel.complete(command(channel.here(), socket.getLocalPort())).completes();
        } finally {
            if (!agreed) line.close();
        }
        return agreed ? Optional.of(line) : Optional.empty();
    }

    private static String command(InetAddress here, int port) {
        String address = here.getHostAddress();
        return here instanceof Inet4Address
                ? "PORT " + address.replace('.', ',') + "," + (port >> 8) + "," + (port & 255)
                : "EPRT |2|" + address.replaceFirst("%.*", "") + "|" + port + "|";
    }

    /// Sends a text and ends the connection; if that fails on the way, the connection is reset
    /// ([Connection#beginRest]).
    void pour(Content content) throws IOException {
        Connection to = connection.isPresent() ? connection.get() : accept();
        connection = Optional.of(to);
        try (InputStream text = content.open()) {
            to.sendRest(text, channel.settings().textTimeout());
        }
    }

    private Connection accept() throws IOException {
        ServerSocket socket = listening.orElseThrow();
        Instant end = Instant.now().plus(channel.settings().connectTimeout());
        while (true) {
            long left = Duration.between(Instant.now(), end).toMillis();
            if (left <= 0) throw new SocketTimeoutException("no data connection came");
            socket.setSoTimeout((int) left);
            Socket accepted = socket.accept();
            if (accepted.getInetAddress().equals(channel.there())) {
                var taken = new Connection(accepted, channel.transcript());
                taken.beginRest();
                return taken;
            }
            accepted.close(); // a stranger, who would have got the mail
        }
    }

    @Override
    public void close() throws IOException {
        if (listening.isPresent()) listening.get().close();
        if (connection.isPresent()) connection.get().close();
    }
}
