package org.posthouse.gateway;

import module java.base;

import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.MimeParameterMapping;

/// One field of a header.
///
/// @param raw as it came, its line end included
/// @param body unfolded, its octets read as UTF-8, or as Windows-1252 where they are not that
record HeaderField(String name, String body, String raw) {
    private static final int LONGEST_NAME = 200;
    private static final int MOST_WORDS = 10_000; // characters; the decoder may look at each twice
    private static final Charset OTHERWISE = Charset.forName("windows-1252");

    /// @param octets the whole field, a character for each octet
    static Optional<HeaderField> read(String octets) {
        int colon = octets.indexOf(':');
        String name = colon < 1 ? "" : octets.substring(0, colon).stripTrailing();
        // RFC 733 lets it have spaces; the length keeps the pattern from running deep
        if (name.length() > LONGEST_NAME || !name.matches("[!-9;-~]+( [!-9;-~]+)*"))
            return Optional.empty(); // RFC 733: with spaces
        String body = octets.substring(colon + 1).replaceAll("\r?\n(?=[ \t])", "").strip();
        return Optional.of(new HeaderField(name, text(body), octets));
    }

    /// What octets mean of which nobody says what they are.
    static String text(String octets) {
        if (Latin.isAscii(octets)) return octets;
        byte[] raw = octets.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
        } catch (CharacterCodingException _) {
            return new String(raw, OTHERWISE);
        }
    }

    boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /// The body for people: encoded words are words (RFC 2047).
    String words() {
        return decoded(body);
    }

    static String decoded(String text) {
        if (!text.contains("=?") || text.length() > MOST_WORDS) return text;
        try {
            return DecoderUtil.decodeEncodedWords(text, DecodeMonitor.SILENT);
        } catch (RuntimeException _) {
            return text; // an encoding that is none: shown as it came
        }
    }

    /// Value and parameters, as Content-Type and Content-Disposition have them (RFC 2045 section
    /// 5.1), parameters in pieces or in a character set put together (RFC 2231).
    ///
    /// @param value in lower case
    record Structured(String value, Map<String, String> parameters) {
        String parameter(String name) {
            return parameters.getOrDefault(name, "");
        }
    }

    Structured structured() {
        try {
            var parsed = RawFieldParser.DEFAULT.parseRawBody(new RawField(name, body));
            var parameters = new MimeParameterMapping();
            for (NameValuePair pair : parsed.getParams())
                parameters.addParameter(pair.getName(), pair.getValue());
            var decoded = new TreeMap<String, String>();
            parameters
                    .getParameters()
                    .forEach(
                            (key, value) ->
                                    decoded.put(key.toLowerCase(Locale.ROOT), decoded(value)));
            return new Structured(parsed.getValue().strip().toLowerCase(Locale.ROOT), decoded);
        } catch (RuntimeException _) {
            return new Structured(
                    body.replaceAll("[;\\s].*", "").toLowerCase(Locale.ROOT), Map.of());
        }
    }
}
