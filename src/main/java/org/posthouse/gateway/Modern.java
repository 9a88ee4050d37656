package org.posthouse.gateway;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Measurer;
import org.posthouse.mail.Message;

/// Brings the header of a message from before MIME into the form of RFC 5322. Its body stays as it
/// is, octet for octet, and so does a header that is in that form already.
final class Modern {
    private static final String EMPTY_LINE = "\r\n";
    private static final List<String> TRACE = List.of("Return-Path", "Received", "Via");

    private final Environment environment;
    private final Message message;
    private final Content content;

    Modern(Environment environment, Message message, Content content) {
        this.environment = environment;
        this.message = message;
        this.content = content;
    }

    /// @return nothing when there is nothing to be changed, or no end to the header
    Optional<ShapedContent> shape() throws IOException {
        Optional<Header> read;
        try (InputStream in = content.open()) {
            read = Header.read(in);
        }
        if (read.isEmpty()) return Optional.empty();
        Header found = believable(read.get());
        boolean ends = endsWithEmptyLine(found);
        List<String> trace =
                found.fields().stream()
                        .filter(field -> TRACE.stream().anyMatch(field::is))
                        .map(HeaderField::raw)
                        .toList();
        List<HeaderField> before =
                found.fields().stream()
                        .filter(field -> TRACE.stream().noneMatch(field::is))
                        .toList();
        var fields = new ModernFields(environment, message);
        List<String> after = new ArrayList<>(fields.write(before));
        if (content.measure().width() == Measure.Width.EIGHT_BIT && !found.isMime())
            after.addAll(label());
        if (ends && after.equals(before.stream().map(HeaderField::raw).toList()))
            return Optional.empty();
        String header = String.join("", trace) + String.join("", after) + EMPTY_LINE;
        return Optional.of(headed(header, found.length()));
    }

    /// Field by field, what looks like a header may be the first lines of a text: "Note: bring the
    /// map". One field that people know must be among them.
    private static Header believable(Header read) {
        boolean known = read.fields().stream().anyMatch(ModernFields::isKnown);
        if (known) return read;
        List<HeaderField> trace =
                read.fields().stream()
                        .takeWhile(field -> TRACE.stream().anyMatch(field::is))
                        .toList();
        boolean all = trace.size() == read.fields().size();
        long length =
                all ? read.length() : trace.stream().mapToLong(field -> field.raw().length()).sum();
        return new Header(trace, length);
    }

    private boolean endsWithEmptyLine(Header found) {
        return found.fields().stream().mapToLong(field -> field.raw().length()).sum()
                < found.length();
    }

    /// What the octets above 127 are nobody said (RFC 1428 section 3).
    private List<String> label() throws IOException {
        var look = new Utf8Look();
        try (InputStream in = content.open()) {
            look.at(in);
        }
        return List.of(
                "MIME-Version: 1.0\r\n",
                "Content-Type: text/plain; charset="
                        + (look.utf8() ? "utf-8" : "unknown-8bit")
                        + "\r\n",
                "Content-Transfer-Encoding: 8bit\r\n");
    }

    private ShapedContent headed(String header, long skip) {
        byte[] octets = header.getBytes(StandardCharsets.ISO_8859_1);
        var measurer = new Measurer();
        measurer.update(octets, 0, octets.length);
        Measure mine = measurer.measure();
        Measure whole = content.measure();
        return ShapedContent.headed(
                new Measure(
                        octets.length + whole.size() - skip,
                        Math.max(mine.longestLine(), whole.longestLine()),
                        whole.width(),
                        mine.hops()),
                octets,
                content,
                skip);
    }
}
