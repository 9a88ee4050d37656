package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.conf.Conf;
import org.posthouse.conf.PasswordHash;
import org.posthouse.nimail.niftp.FileService;
import org.posthouse.nimail.niftp.NiftpReceiver;
import org.posthouse.nimail.niftp.NiftpSettings;
import org.posthouse.nimail.niftp.Services;
import org.posthouse.nimail.niftp.UnderWay;
import org.posthouse.wire.Listener;

import picocli.CommandLine;

/// `posthouse niftp` against a listener that is configured as an operator would.
@Timeout(180)
final class NiftpCommandTest {
    private static final Doors NOWHERE =
            (_, _) -> {
                throw Stop.usage("nowhere");
            };

    @TempDir Path directory;
    private Path tree;
    private Path secret;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void makeFiles() throws IOException {
        tree = Files.createDirectory(directory.resolve("tree"));
        secret = Files.writeString(directory.resolve("secret"), "open sesame\n");
    }

    private Listener listener() throws IOException {
        Conf conf =
                Conf.parse(
                        "test",
                        """
                        tree = "%s"
                        [user.pat]
                        password = "%s"
                        access = "read-write"
                        """
                                .formatted(tree, PasswordHash.of("open sesame")));
        NiftpSettings settings = NiftpSettings.from(conf.root());
        assertThat(conf.mistakes()).isEmpty();
        return Listener.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "niftp",
                new NiftpReceiver(
                        settings.manner(),
                        Services.files(new FileService(settings, directory.resolve("q"))),
                        new UnderWay()),
                new Listener.Capacity(10, 10));
    }

    private int run(String... words) {
        var cli =
                new Cli(
                        new Cli.Offered(
                                "niftp",
                                () -> NiftpCommand.line(NOWHERE, () -> directory.resolve("p"))));
        CommandLine line = cli.line(List.of(words));
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words);
    }

    private int call(Listener listener, String verb, String... words) {
        var all = new ArrayList<>(List.of("niftp", verb));
        all.add("127.0.0.1:" + listener.address().getPort());
        all.addAll(List.of(words));
        all.addAll(List.of("--user", "pat", "--password-file", secret.toString()));
        return run(all.toArray(String[]::new));
    }

    @Test
    void aFileGoesAndComesBackAsItWas() throws IOException {
        byte[] octets = new byte[3_000_001];
        new Random(47).nextBytes(octets);
        Path file = Files.write(directory.resolve("file.bin"), octets);
        Path back = directory.resolve("back.bin");
        try (Listener listener = listener()) {
            assertThat(call(listener, "put", file.toString())).isZero();
            assertThat(tree.resolve("file.bin")).hasBinaryContent(octets);
            assertThat(call(listener, "get", "file.bin", back.toString())).isZero();
        }
        assertThat(back).hasBinaryContent(octets);
        assertThat(out.toString()).contains("done, 3000001 octets");
        assertThat(directory.resolve("p")).isEmptyDirectory();
        assertThat(directory.resolve("q")).isEmptyDirectory();
    }

    @Test
    void aTextGoesAndTheDialogueCanBeSeenWithoutSecrets() throws IOException {
        Path file = Files.writeString(directory.resolve("a.txt"), "Line one\n\nlast");
        try (Listener listener = listener()) {
            assertThat(call(listener, "put", file.toString(), "--text", "--transcript")).isZero();
            assertThat(tree.resolve("a.txt")).hasContent("Line one\n\nlast");
        }
        assertThat(out.toString())
                .containsPattern("-> 04 0b +SFT")
                .containsPattern("40 32 05 61 2e 74 78 74 +filename EQ \"a.txt\"")
                .containsPattern("44 32 0b +password EQ \\(a secret\\)")
                .containsPattern("-> 00 40 00 +SS 00")
                .containsPattern("<- 00 47 00 +ER 00")
                .doesNotContain("sesame")
                .doesNotContain("73 65 73 61 6d 65");
    }

    /// As the recordings of its P have it: a Q that takes any one of the formats suits it.
    @Test
    void asUnixNiftpEveryTextFormatIsOffered() throws IOException {
        Path file = Files.writeString(directory.resolve("a.txt"), "Line one\n\nlast");
        List<String> manner =
                List.of("--text", "--service", "ftp", "--profile", "unix-niftp", "--transcript");
        try (Listener listener = listener()) {
            var words = new ArrayList<>(List.of(file.toString()));
            words.addAll(manner);
            assertThat(call(listener, "put", words.toArray(String[]::new))).isZero();
        }
        assertThat(tree.resolve("a.txt")).hasContent("Line one\n\nlast");
        assertThat(out.toString())
                .containsPattern("-> 66 74 70 00 +called service \"ftp\"")
                .containsPattern("03 23 00 ff +formatting LE 00ff")
                .containsPattern("0a a3 00 20 +window LE, monitored 0020")
                .containsPattern("0e 23 00 5f +facilities LE 005f")
                .containsPattern("<- .*\n.*03 22 00 01 +formatting EQ 0001");
    }

    @Test
    void whatIsRefusedIsTold() throws IOException {
        Files.writeString(tree.resolve("a.txt"), "here");
        Path file = Files.writeString(directory.resolve("a.txt"), "new");
        try (Listener listener = listener()) {
            assertThat(call(listener, "put", file.toString())).isEqualTo(1);
            assertThat(err.toString()).contains("File exists");
            assertThat(call(listener, "put", file.toString(), "--mode", "append")).isZero();
            assertThat(tree.resolve("a.txt")).hasContent("herenew");
            assertThat(call(listener, "get", "none.txt", "x")).isEqualTo(1);
            assertThat(call(listener, "put", file.toString(), "--mode", "burn")).isEqualTo(2);
            Files.writeString(secret, "wrong");
            assertThat(call(listener, "get", "a.txt", directory + "/b")).isEqualTo(1);
        }
    }

    /// A name that was cut, or lost its bit 80, would be another file there.
    @Test
    void whatTheProtocolCannotSayIsRefusedAtOnce() throws IOException {
        Path file = Files.writeString(directory.resolve("a.txt"), "new");
        try (Listener listener = listener()) {
            assertThat(call(listener, "put", file.toString(), "x".repeat(256))).isEqualTo(2);
            assertThat(err.toString()).contains("too long");
            assertThat(call(listener, "put", file.toString(), "caf\u00e9")).isEqualTo(2);
            assertThat(err.toString()).contains("not ASCII");
            Files.write(secret, "s\u00e9same\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(call(listener, "put", file.toString())).isEqualTo(2);
            assertThat(err.toString()).contains("the password has characters");
            assertThat(call(listener, "get", "a.txt", directory + "/none/x")).isEqualTo(2);
            assertThat(err.toString()).contains("none: there is no such directory");
        }
        assertThat(tree).isEmptyDirectory();
    }

    @Test
    void aPartnerWhoIsNotThereIsForLater() throws IOException {
        Path file = Files.writeString(directory.resolve("a.txt"), "new");
        Listener listener = listener();
        listener.close();
        assertThat(call(listener, "put", file.toString())).isEqualTo(75);
    }
}
