package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Listener;
import org.posthouse.wire.Transcript;

/// What is put in any format is what is fetched in any other, several transfers on a connection.
@Timeout(180)
final class FormatsTest {
    private static final List<String> TEXTS =
            List.of(
                    "",
                    "\n",
                    "a",
                    "\n\n\n",
                    "one\ntwo\n",
                    "one\n\nthree without an end",
                    " space\n1one\n+plus\n0\n-\n",
                    "a  run       of      spaces\n" + "x".repeat(1000) + "\n",
                    ".\n..\n.\n");

    @TempDir Path directory;

    @ParameterizedTest
    @EnumSource
    void textsAndWordsComeBack(Profile profile) throws IOException {
        Path tree = Files.createDirectory(directory.resolve("tree"));
        Path local = directory.resolve("local");
        try (Listener q = Fixture.listen(tree, directory.resolve("q"), profile);
                var connection =
                        Connection.open(
                                "127.0.0.1",
                                q.address().getPort(),
                                Duration.ofSeconds(5),
                                Transcript.NONE)) {
            Initiator p =
                    Initiator.over(
                            connection, "niftp", "OURS", profile, Progress.NONE, Transcript.NONE);
            for (String text : TEXTS) {
                for (int format = 0x01; format <= 0x80; format <<= 1) {
                    var kind = new Wanted.Kind.Text(format);
                    assertThat(there(p, profile, local, kind, text))
                            .as("%02x", format)
                            .isEqualTo(text);
                    assertThat(Files.readString(tree.resolve("file"))).isEqualTo(text);
                }
            }
            for (int bits : List.of(8, 16, 64, 1024)) {
                String padded = "x".repeat(bits * 3 / 8) + "\0".repeat(bits / 8);
                assertThat(there(p, profile, local, new Wanted.Kind.Binary(bits), padded))
                        .isEqualTo(padded);
                String short1 = "x".repeat(bits / 8 + 1);
                assertThat(there(p, profile, local, new Wanted.Kind.Binary(bits), short1))
                        .isEqualTo(short1 + "\0".repeat(bits / 8 - 1)); // the last word filled up
            }
        }
    }

    private String there(Initiator p, Profile profile, Path local, Wanted.Kind kind, String text)
            throws IOException {
        var dockets = new Dockets(directory.resolve("p"));
        Files.writeString(local, text);
        Outcome put = errand(local, Access.REPLACE_OR_MAKE, kind).run(p, profile, dockets);
        assertThat(put).isEqualTo(new Outcome(State.DONE, List.of()));
        Files.delete(local);
        Outcome got = errand(local, Access.READ, kind).run(p, profile, dockets);
        assertThat(got).isEqualTo(new Outcome(State.DONE, List.of()));
        return Files.readString(local);
    }

    private static Errand errand(Path local, int access, Wanted.Kind kind) {
        return new Errand(
                "q",
                local,
                new Access(access),
                kind,
                Map.of(
                        Meaning.FILENAME, "file",
                        Meaning.USERNAME, "niuser",
                        Meaning.PASSWORD, "letmein"));
    }
}
