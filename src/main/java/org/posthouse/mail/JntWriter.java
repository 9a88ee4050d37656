package org.posthouse.mail;

import module java.base;

/// A message as a letter of JNT Mail, to be read once: the recipient list, an empty line, the
/// message with its lines ended by LF alone (docs/nimail.md). Domains stand in the hop's order, and
/// the header is made so that the return path which the other side computes is the message's
/// reverse-path.
///
/// Keeps one header field at a time.
public final class JntWriter extends InputStream {
    private static final int WIDTH = 79; // of a header line; docs/nimail.md, limits
    private static final byte[] NOTHING = {};

    private final JntManner manner;
    private final JntSender sender;
    private final JntLines lines;
    private final JntOpenField open = new JntOpenField();
    private boolean inHeader = true;
    private byte[] ready;
    private int at;

    private JntWriter(JntManner manner, JntSender sender, String list, InputStream message) {
        this.manner = manner;
        this.sender = sender;
        this.lines = new JntLines(message, manner.field());
        this.ready = octets(list);
    }

    /// @throws IOException when the content cannot be read
    public static InputStream letter(JntManner manner, JntEnvelope envelope, Content content)
            throws IOException {
        return letter(manner, envelope, ",\n", content);
    }

    /// The same as IEN 169, and RFC 786 in a file, have it: the list without commas.
    ///
    /// @throws IOException when the content cannot be read
    public static InputStream bare(JntManner manner, JntEnvelope envelope, Content content)
            throws IOException {
        return letter(manner, envelope, "\n", content);
    }

    private static InputStream letter(
            JntManner manner, JntEnvelope envelope, String between, Content content)
            throws IOException {
        String list = envelope.list(manner.order(), between);
        JntSender sender;
        try (InputStream message = content.open()) {
            sender = JntSender.of(manner, envelope, new JntLines(message, manner.field()));
        }
        return new JntWriter(manner, sender, list, content.open());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) return 0;
        while (at == ready.length && inHeader) {
            at = 0;
            ready = header();
        }
        if (at == ready.length) return lines.body(into, offset, length);
        int count = Math.min(length, ready.length - at);
        System.arraycopy(ready, at, into, offset, count);
        at += count;
        return count;
    }

    /// Some more of the header; nothing where a field goes on.
    private byte[] header() throws IOException {
        return switch (lines.next()) {
            case JntLines.Whole(var line) when line.isEmpty() -> endHeader();
            case JntLines.Whole(var line) when isContinuation(line) && open.isOpen() -> {
                open.add(line);
                yield open.length() > manner.field() ? endField() : NOTHING;
            }
            case JntLines.Whole(var line) when isContinuation(line) ->
                    octets(JntFolding.text(line, WIDTH));
            case JntLines.Whole(var line) -> beginField(line);
            case JntLines.Part(var part) -> joined(endField(), octets(part));
            case JntLines.End() -> endHeader();
        };
    }

    private static boolean isContinuation(String line) {
        return line.startsWith(" ") || line.startsWith("\t");
    }

    private byte[] beginField(String line) {
        byte[] before = endField();
        JntField field = sender.renamed(JntField.of(line));
        if (field.hasDomains()) {
            open.begin(field.text());
            return before;
        }
        return joined(before, octets(JntFolding.text(field.text(), WIDTH)));
    }

    private byte[] endField() {
        return open.end()
                .map(field -> field.turned(manner.order()::write).text())
                .map(text -> octets(JntFolding.addresses(text, WIDTH)))
                .orElse(NOTHING);
    }

    private byte[] endHeader() {
        byte[] last = endField();
        inHeader = false;
        return joined(last, octets(sender.added(manner.order()) + "\n"));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
