package org.posthouse.whole;

import module java.base;

/// A client of a few lines, written apart from the channels it tests: sends letters one after the
/// other over one connection until the connection breaks.
sealed interface Client {
    /// One recipient a letter, the simplest dialogue of RFC 5321.
    record Smtp() implements Client {}

    /// MAIL with FROM and TO (RFC 780 section 3).
    record Mtp() implements Client {}

    /// What a client knows of its letters.
    ///
    /// @param acknowledged ids of letters the server took responsibility for
    /// @param offered ids of letters whose text was sent, whatever was answered
    record Book(Set<String> acknowledged, Set<String> offered) {
        static Book empty() {
            return new Book(ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
        }
    }

    /// What a client has to send, and where it keeps account.
    record Post(Book book, Supplier<Letter> letters, Supplier<String> recipients) {}

    /// Sends as long as there is more and the server takes it.
    ///
    /// @return the reply that ended it; empty when none did
    default String send(int port, Post post, BooleanSupplier more) {
        Book book = post.book;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            expect('2', in);
            if (this instanceof Smtp) command("HELO crash.example", '2', in, out);
            while (more.getAsBoolean()) {
                Letter letter = post.letters.get();
                String to = post.recipients.get();
                switch (this) {
                    case Smtp() -> {
                        command("MAIL FROM:<crash@localhost>", '2', in, out);
                        command("RCPT TO:<" + to + ">", '2', in, out);
                        command("DATA", '3', in, out);
                    }
                    case Mtp() ->
                            command("MAIL FROM:<crash@localhost> TO:<" + to + ">", '3', in, out);
                }
                book.offered.add(letter.id());
                out.write(
                        letter.text()
                                .replaceAll("(?m)^\\.", "..")
                                .getBytes(StandardCharsets.US_ASCII));
                command(".", '2', in, out);
                book.acknowledged.add(letter.id());
            }
            return "";
        } catch (Unwanted e) {
            return e.reply;
        } catch (IOException e) {
            return ""; // the server is gone
        }
    }

    private static void command(String line, char wanted, BufferedReader in, OutputStream out)
            throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        expect(wanted, in);
    }

    private static void expect(char wanted, BufferedReader in) throws IOException {
        String reply;
        do {
            reply = in.readLine();
            if (reply == null) throw new EOFException("the server closed");
        } while (reply.length() > 3 && reply.charAt(3) == '-');
        if (reply.charAt(0) != wanted) throw new Unwanted(reply);
    }

    /// A reply that is not the one that would let the client go on.
    final class Unwanted extends IOException {
        private static final long serialVersionUID = 1;

        private final String reply;

        Unwanted(String reply) {
            super(reply);
            this.reply = reply;
        }
    }
}
