package org.posthouse.gateway;

import module java.base;

import org.apache.james.mime4j.codec.EncoderUtil;
import org.posthouse.gateway.EncodingPlan.Encoding;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;

/// Writes headers around bodies that are encoded anew: what they say of the encoding is made true,
/// what a peer could not take of them is encoded (RFC 2047, RFC 2231) or folded, the rest stays as
/// it came.
final class EncodedHeader {
    /// What a header is given that must have it once a body is encoded.
    private sealed interface Supplement {
        record Nothing() implements Supplement {}

        record Version() implements Supplement {}

        record Text(String charset) implements Supplement {}
    }

    private static final String ENCODING = "Content-Transfer-Encoding";
    private static final Set<String> ADDRESSES =
            Set.of("from", "sender", "reply-to", "to", "cc", "bcc");
    private static final int WIDTH = 78; // RFC 5322 section 2.1.1

    private final boolean sevenBit;
    private final int longest;

    EncodedHeader(Limits limits) {
        this.sevenBit = limits.width() == Measure.Width.SEVEN_BIT;
        this.longest = limits.textLine() - 2;
    }

    Fields of(Header header) {
        return new Fields(header, new Supplement.Nothing());
    }

    /// Of the message itself.
    ///
    /// @param charset of its body, if nothing in it says so
    Fields top(Header header, String charset) {
        return new Fields(
                header, header.isMime() ? new Supplement.Version() : new Supplement.Text(charset));
    }

    /// A header, not yet written.
    final class Fields {
        private final Header header;
        private final Supplement supplement;

        private Fields(Header header, Supplement supplement) {
            this.header = header;
            this.supplement = supplement;
        }

        String unchanged() {
            return header.fields().stream()
                            .map(EncodedHeader.this::fitted)
                            .collect(Collectors.joining())
                    + "\r\n";
        }

        /// Of a multipart or a message, which may not be encoded itself (RFC 2045 section 6.4).
        String composite() {
            return encoded(Encoding.NONE);
        }

        String encoded(Encoding encoding) {
            String name =
                    switch (encoding) {
                        case NONE -> label();
                        case QUOTED_PRINTABLE -> "quoted-printable";
                        case BASE64, BASE64_TEXT -> "base64";
                    };
            String others =
                    header.fields().stream()
                            .filter(field -> !field.is(ENCODING))
                            .map(EncodedHeader.this::fitted)
                            .collect(Collectors.joining());
            String mine = name.isEmpty() ? "" : ENCODING + ": " + name + "\r\n";
            return others + (mine.isEmpty() ? "" : supplied()) + mine + "\r\n";
        }

        private String supplied() {
            return switch (supplement) {
                case Supplement.Nothing() -> "";
                case Supplement.Version() -> version();
                case Supplement.Text(var charset) ->
                        version() + "Content-Type: text/plain; charset=" + charset + "\r\n";
            };
        }

        private String version() {
            return header.has("MIME-Version") ? "" : "MIME-Version: 1.0\r\n";
        }

        /// What a body is that goes as it is: never wider than it may be.
        private String label() {
            String said =
                    header.first(ENCODING)
                            .map(field -> field.body().strip().toLowerCase(Locale.ROOT))
                            .orElse("");
            return switch (said) {
                case "8bit", "binary" -> sevenBit ? "7bit" : "8bit";
                default -> said;
            };
        }
    }

    private String fitted(HeaderField field) {
        String raw = field.raw();
        if (sevenBit && !Latin.isAscii(raw)) return ascii(field);
        boolean fits = raw.lines().allMatch(line -> line.length() <= longest);
        if (fits) return raw.endsWith("\n") ? raw : raw + "\r\n";
        return folded(field.name(), bytes(field.body()));
    }

    /// The octets of a text that may not be ASCII, a character each.
    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private String ascii(HeaderField field) {
        String key = field.name().toLowerCase(Locale.ROOT);
        if (key.startsWith("content-type") || key.startsWith("content-disposition"))
            return folded(field.name(), structured(field));
        if (ADDRESSES.contains(key.replaceFirst("^resent-", "")))
            return list(field.name(), ModernAddresses.encoded(field.body()));
        return folded(
                field.name(),
                EncoderUtil.encodeIfNecessary(field.body(), EncoderUtil.Usage.TEXT_TOKEN, 0));
    }

    /// Parameters that are not ASCII, as RFC 2231 section 4 has them.
    private static String structured(HeaderField field) {
        HeaderField.Structured structured = field.structured();
        return structured.parameters().entrySet().stream()
                .map(
                        one ->
                                Latin.isAscii(one.getValue())
                                        ? one.getKey()
                                                + "=\""
                                                + one.getValue().replaceAll("([\"\\\\])", "\\\\$1")
                                                + "\""
                                        : one.getKey() + "*=utf-8''" + percent(one.getValue()))
                .collect(Collectors.joining("; ", structured.value() + "; ", ""));
    }

    private static String percent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    private String folded(String name, String body) {
        return String.join("\r\n", Wrap.folded(name + ": " + body, WIDTH, longest, " ")) + "\r\n";
    }

    private String list(String name, List<String> items) {
        if (items.isEmpty()) return name + ":\r\n";
        return String.join("\r\n", Wrap.list(name, items, WIDTH, longest, " ")) + "\r\n";
    }
}
