package org.posthouse.wire;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

/// Line endings of a file become those of a text, wherever a read may cut.
public final class CrlfTest {
    private static final Map<String, String> TABLE =
            Map.of(
                    "", "",
                    "\n", "\r\n",
                    "a\nb", "a\r\nb",
                    "a\r\nb\r\n", "a\r\nb\r\n",
                    "\n\n", "\r\n\r\n",
                    "\r\n\n", "\r\n\r\n",
                    "a\rb", "a\rb",
                    "\r\r\n", "\r\r\n",
                    "\r", "\r");

    @Test
    void aBareLineFeedBecomesCrlf() throws IOException {
        for (var row : TABLE.entrySet()) {
            byte[] octets = row.getKey().getBytes(StandardCharsets.US_ASCII);
            for (int step = 1; step < 4; step++) {
                assertThat(read(octets, step)).as(row.getKey()).isEqualTo(row.getValue());
            }
        }
    }

    @Test
    void blocksDoNotMatter() throws IOException {
        String text = "\r\n".repeat(8191) + "x\r\ny\n";
        assertThat(read(text.getBytes(StandardCharsets.US_ASCII), 1000))
                .isEqualTo("\r\n".repeat(8191) + "x\r\ny\r\n");
    }

    private static String read(byte[] octets, int step) throws IOException {
        var text = new StringBuilder();
        try (var in = new Crlf(new ByteArrayInputStream(octets))) {
            byte[] block = new byte[step];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                text.append(new String(block, 0, n, StandardCharsets.US_ASCII));
            }
        }
        return text.toString();
    }
}
