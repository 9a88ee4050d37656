package org.posthouse.nimail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

/// NI MAIL by hand, octet by octet (docs/nimail.md): a partner that calls, in the straight mapping
/// and with text format 01.
public final class ByHand implements Closeable {
    public static final String MAKE = "8a 04 02 00 22 01 00 01 22 00 01";
    public static final String READ = "8a 04 02 00 22 01 00 01 22 80 01";
    public static final String GO = "82 01 00";
    public static final String ER = "00 47 00";
    public static final String STOP = "86 00 01 0f 22 20 00";
    private static final String STOPACK = "8605010f222000";

    private final Socket socket;

    public ByHand(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
    }

    public void say(String hex) throws IOException {
        socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    public void name(String service) throws IOException {
        socket.getOutputStream().write((service + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    public String hear(int octets) throws IOException {
        return HexFormat.of().formatHex(socket.getInputStream().readNBytes(octets));
    }

    /// The next command, the verb first.
    public byte[] command() throws IOException {
        var record = new ByteArrayOutputStream();
        int header = 0;
        while ((header & 0x80) == 0) {
            header = socket.getInputStream().read();
            record.writeBytes(socket.getInputStream().readNBytes(header & 0x3f));
        }
        return record.toByteArray();
    }

    public void stopped() throws IOException {
        say(STOP);
        assertThat(hear(7)).isEqualTo(STOPACK);
    }

    /// Hands over a letter, up to what Q says of its end.
    public String hand(String... lines) throws IOException {
        say(MAKE);
        assertThat(command()[0]).isEqualTo((byte) 0x02);
        var data = new ByteArrayOutputStream();
        data.writeBytes(HexFormat.of().parseHex("820100004000"));
        for (String line : lines) {
            data.write(0x80 | line.length());
            data.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
        }
        data.writeBytes(HexFormat.of().parseHex("004300"));
        socket.getOutputStream().write(data.toByteArray());
        return hear(3);
    }

    /// Fetches a letter, up to the end of its data.
    ///
    /// @return its lines; RNEG and its message where there is none
    public List<String> fetch() throws IOException {
        return fetch(READ);
    }

    /// @param sft with what else is to be asked for
    public List<String> fetch(String sft) throws IOException {
        say(sft);
        byte[] answer = command();
        if (answer[0] == 0x03)
            return List.of("RNEG", new String(answer, StandardCharsets.ISO_8859_1).substring(9));
        say(GO);
        assertThat(hear(3)).isEqualTo("004000");
        var lines = new ArrayList<String>();
        while (true) {
            int count = socket.getInputStream().read();
            if (count == 0) break;
            byte[] line = socket.getInputStream().readNBytes(count & 0x3f);
            lines.add(new String(line, StandardCharsets.US_ASCII));
        }
        assertThat(hear(2)).isEqualTo("4300");
        return lines;
    }

    /// Fetches a letter and says that it has it.
    public List<String> fetched() throws IOException {
        List<String> lines = fetch();
        if (lines.getFirst().equals("RNEG")) {
            say("86 00 01 0f 22 10 01");
            assertThat(hear(7)).isEqualTo("8605010f221001");
        } else {
            say(ER);
            stopped();
        }
        return lines;
    }

    /// The line of a letter that begins with Subject; all of it where there is none.
    public static String subject(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("Subject: "))
                .findFirst()
                .orElse(String.join(" ", lines));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
