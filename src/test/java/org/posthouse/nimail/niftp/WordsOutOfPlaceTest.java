package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.wire.Listener;

/// What Q says to words of the protocol in and out of their place, as unix-niftp does
/// (docs/niftp.md, the data phase, and time-outs and errors). Each row is all that P says after the
/// called service's name, before it hangs up, and all that Q says to it, message texts left out.
@Timeout(180)
final class WordsOutOfPlaceTest {
    private static final String WORDS =
            """
            SFT   a6 04 05 00220100 01220001 40 32 06 6d312e747874 42 32 06 6e6975736572 44 32 07 6c65746d65696e
            SFT40 e6 04 05 00220100 01220001 40 32 06 6d312e747874 42 32 06 6e6975736572 44 32 07 6c65746d65696e
            RR.   ae 04 07 00220100 01220001 0a220002 0e22000c 40 32 06 6d312e747874 42 32 06 6e6975736572 44 32 07 6c65746d65696e
            MR.   ae 04 07 00220100 01220001 0a220002 0e220008 40 32 06 6d312e747874 42 32 06 6e6975736572 44 32 07 6c65746d65696e
            BIN   aa 04 06 00220100 01220001 20220002 40 32 06 6d312e747874 42 32 06 6e6975736572 44 32 07 6c65746d65696e
            GO    82 01 00
            GO1   86 01 01 0e 22 00 00
            DONE  86 00 01 0f 22 20 00
            NO    86 00 01 0f 22 10 02
            FAIL  86 00 01 0f 22 30 11
            a     81 61
            """;

    @TempDir Path directory;

    private static String hex(String script) {
        Map<String, String> words =
                WORDS.lines()
                        .map(line -> line.split("\\s+", 2))
                        .collect(Collectors.toMap(word -> word[0], word -> word[1]));
        return Arrays.stream(script.split(" "))
                .map(word -> words.getOrDefault(word, word))
                .collect(Collectors.joining())
                .replace(" ", "");
    }

    private String said(String script, Profile profile) throws IOException {
        Path tree = Files.createTempDirectory(directory, "tree");
        var heard = new ByteArrayOutputStream();
        try (Listener q = Fixture.listen(tree, directory.resolve("data"), profile);
                var socket = new Socket(q.address().getAddress(), q.address().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("ftp\0".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(HexFormat.of().parseHex(hex(script)));
            socket.shutdownOutput();
            socket.getInputStream().transferTo(heard);
            Condition.until("Q has let go", () -> q.conversations() == 0);
        }
        try (Stream<Path> left = Files.list(tree)) {
            String files =
                    left.map(file -> file.getFileName().toString())
                            .filter(name -> !name.startsWith(Tree.OURS))
                            .collect(Collectors.joining(" "));
            String events =
                    String.join(" ", Said.events(heard.toByteArray(), 1).events())
                            .replace(" []", "")
                            .replaceAll("\\[0f/22=(\\w+)]", "$1");
            return (events + (files.isEmpty() ? "" : " = " + files)).strip();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // level 0: what is out of place ends the connection without a word
        "SFT GO 004000 a 004300 DONE, RPOS ER 00 STOPACK 2000 = m1.txt",
        "SFT NO, RPOS STOPACK 1002",
        "SFT DONE, RPOS STOPACK 2000",
        "SFT SFT, RPOS",
        "SFT GO1 004000 a 004300, RPOS",
        "GO, ''",
        "DONE, ''",
        "SFT 004000, RPOS",
        "SFT GO 004000 a 004300 GO, RPOS ER 00 = m1.txt",
        "SFT GO 004000 a 004300 SFT, RPOS ER 00 = m1.txt",
        // and so on over one connection; the file is there by then
        "SFT GO 004000 a 004300 DONE SFT NO, RPOS ER 00 STOPACK 2000 RNEG 1001 STOPACK 1002 ="
                + " m1.txt",
        // STOPACK repeats P's state, or a worse one of its class
        "SFT GO 004000 a 004300 NO, RPOS ER 00 STOPACK 1002 = m1.txt",
        "SFT GO 004000 004320 DONE, RPOS ER 20 STOPACK 2000",
        // what there is for no one to say
        "SFT GO a 004300, RPOS QR 22",
        "SFT GO 004300, RPOS QR 22",
        "SFT GO 004101, RPOS QR 22",
        "SFT GO 004200, RPOS QR 22",
        "SFT GO 004001, RPOS QR 22",
        "SFT GO 004000 004000, RPOS QR 22",
        "SFT GO 004000 004400, RPOS QR 22",
        "SFT GO 004000 004500, RPOS QR 22",
        "SFT GO 004000 004600, RPOS QR 22",
        "SFT GO 004000 004700, RPOS QR 22",
        "SFT GO 004000 003900, RPOS QR 22",
        "SFT GO 004000 004800, RPOS QR 22",
        "SFT GO 004000 00ff00 004322 FAIL, RPOS QR 22 ER 22 STOPACK 3011",
        "SFT GO 004000 000000 000000 000000, RPOS QR 22",
        // codes: the high four bits mean nothing
        "SFT GO 004000 004200 a 004300 DONE, RPOS ER 00 STOPACK 2000 = m1.txt",
        "SFT GO 004000 0042f0 a 004300 DONE, RPOS ER 00 STOPACK 2000 = m1.txt",
        "SFT GO 004000 004201 a 004300, RPOS QR 22",
        "SFT GO 004000 004202, RPOS QR 22",
        "SFT GO 004000 004203, RPOS QR 22",
        "BIN GO 004000 0042a1 a 004300 DONE, RPOS ER 00 STOPACK 2000 = m1.txt",
        "BIN GO 004000 004202, RPOS QR 22",
        // the end in error, with the same argument; an abort has no answer
        "SFT GO 004000 004321 FAIL, RPOS ER 21 STOPACK 3011",
        "SFT GO 004000 00432a FAIL, RPOS ER 2a STOPACK 3011",
        "SFT GO 004000 004330 FAIL, RPOS STOPACK 3011",
        // marks
        "SFT GO 004000 a 004101 a 004300 DONE, RPOS ER 00 STOPACK 2000 = m1.txt",
        "SFT GO 004000 a 004102, RPOS QR 20",
        "MR. GO 004000 a 004102, RPOS QR 20",
        "RR. GO 004000 a 004102 a 004300 004000 a 004101 004300 DONE,"
                + " RPOS RR 00 MR 01 ER 00 STOPACK 2000 = m1.txt",
        "RR. GO 004000 a 004102 004001, RPOS RR 00 QR 22",
        "MR. GO 004000 a 004101 a 004102 a 004103 004300 DONE,"
                + " RPOS MR 02 MR 03 ER 00 STOPACK 2000 = m1.txt",
        // nothing at all, and the end of a record
        "SFT GO 004000 40 a 40 c0 004300 DONE, RPOS ER 00 STOPACK 2000 = m1.txt",
    })
    void whatQSays(String script, String answer) throws IOException {
        assertThat(said(script, Profile.UNIX_NIFTP)).isEqualTo(answer);
        assertThat(said(script, Profile.EVERYDAY)).isEqualTo(answer);
    }

    /// Bit 40 where there is no compression, as it is not in commands: unix-niftp drops it.
    @ParameterizedTest
    @CsvSource({
        "UNIX_NIFTP, SFT40 NO, RPOS STOPACK 1002",
        "UNIX_NIFTP, SFT c2 01 00 004000 a 004300 DONE, RPOS ER 00 STOPACK 2000 = m1.txt",
        "UNIX_NIFTP, SFT GO 004000 c1 61 004300 DONE, RPOS ER 00 STOPACK 2000 = m1.txt",
        "EVERYDAY, SFT40 NO, ''",
        "EVERYDAY, SFT GO 004000 c1 61 004300, RPOS QR 22",
    })
    void bit40(Profile profile, String script, String answer) throws IOException {
        assertThat(said(script, profile)).isEqualTo(answer);
    }
}
