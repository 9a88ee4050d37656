package org.posthouse.mail;

import module java.base;

/// Reads a letter of JNT Mail, or of IEN 169 or RFC 786 before it, while its octets come: a
/// recipient list, an empty line, and a message (docs/nimail.md). The message goes on as it comes,
/// its lines ended with CRLF, our `Via` above it and the domains of its addresses in the internet's
/// order; its body is not looked at.
///
/// Keeps the recipient list, the hosts of the trace, and one header field at a time.
public final class JntReader {
    /// Takes the message's octets, which are the reader's again afterwards.
    public interface Text {
        void write(byte[] octets, int offset, int length);
    }

    private enum Place {
        LIST,
        GAP,
        HEADER,
        BODY
    }

    private static final int ADDRESS = 1_000; // octets of a recipient
    private static final int SHOWN = 64; // of one in a reason
    private static final int REASON = 200; // octets of a reason, which is to fit an attribute
    private static final int BLOCK = 8 * 1024;
    private static final byte[] CRLF = {'\r', '\n'};

    private final JntManner manner;
    private final Host caller;
    private final Text text;
    private final byte[] trace;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final byte[] block = new byte[BLOCK];
    private int filled; // octets of it
    private final StringBuilder list = new StringBuilder();
    private final JntHeader header;
    private Place place = Place.LIST;
    private boolean passing; // the rest of a line too long to be looked into
    private boolean afterCr;
    private final JntOpenField open = new JntOpenField();
    private List<MailPath> to = List.of();
    private Optional<String> wrong = Optional.empty();

    /// @param caller the host that hands us the letter
    /// @param now when it does
    public JntReader(JntManner manner, Host caller, Instant now, Text text) {
        this(manner, caller, text, octets(JntTrace.field(caller, now) + "\r\n"));
    }

    /// For a letter that no host hands us, but a program of this one: it gets no `Via`.
    ///
    /// @param host this one
    public JntReader(JntManner manner, Host host, Text text) {
        this(manner, host, text, new byte[0]);
    }

    private JntReader(JntManner manner, Host caller, Text text, byte[] trace) {
        this.manner = manner;
        this.caller = caller;
        this.text = text;
        this.trace = trace;
        this.header = new JntHeader(manner.order());
    }

    public void write(byte[] octets, int offset, int length) {
        int end = offset + length;
        for (int i = offset; i < end && wrong.isEmpty(); i++) {
            if (place == Place.BODY) {
                body(octets, i, end);
                return;
            }
            octet(octets[i]);
        }
    }

    /// What is wrong with the letter already; what still comes makes no difference.
    public Optional<JntReading.Unusable> trouble() {
        return wrong.map(JntReading.Unusable::new);
    }

    /// The letter is complete.
    public JntReading end() {
        if (wrong.isEmpty() && place != Place.BODY) {
            if (line.size() > 0) line();
            if (place == Place.LIST) recipients();
            if (wrong.isEmpty()) endHeader();
        }
        if (afterCr) put('\r');
        afterCr = false;
        flush();
        if (wrong.isEmpty() && header.author().isEmpty()) fail("there is no usable sender");
        return trouble().<JntReading>map(trouble -> trouble).orElseGet(this::letter);
    }

    private JntReading letter() {
        MailPath back = JntTrace.back(header.author().orElseThrow(), header.vias(), caller);
        return new JntReading.Letter(to, JntTrace.reverse(back), header.acknowledgeTo());
    }

    private void fail(String why) {
        wrong = Optional.of(shown(why, REASON));
    }

    /// In front of the body lines are looked at as a whole.
    private void octet(byte octet) {
        if (octet == '\n') {
            line();
        } else if (passing) {
            put(octet);
        } else {
            line.write(octet);
            if (line.size() > manner.field()) tooLong();
        }
    }

    private void tooLong() {
        String start = line.toString(StandardCharsets.ISO_8859_1);
        if (place == Place.GAP) beginHeader();
        boolean looked = place != Place.HEADER || isContinuation(start) && open.isOpen();
        if (looked || JntField.of(start).hasDomains()) {
            fail(
                    place == Place.LIST
                            ? "a line of the recipient list too long"
                            : "a header field too long");
            return;
        }
        endField();
        put(line.toByteArray());
        line.reset();
        passing = true;
    }

    private void line() {
        String said = line.toString(StandardCharsets.ISO_8859_1);
        line.reset();
        if (said.endsWith("\r")) said = said.substring(0, said.length() - 1);
        if (passing) {
            passing = false;
            endLine(said);
            return;
        }
        switch (place) {
            case LIST -> listed(said);
            case GAP -> {
                if (!said.isBlank()) {
                    beginHeader();
                    headed(said);
                }
            }
            case HEADER -> headed(said);
            case BODY -> {}
        }
    }

    private void endLine(String rest) {
        put(octets(rest));
        put(CRLF);
    }

    private void listed(String said) {
        if (said.isBlank()) {
            recipients();
            place = Place.GAP;
            return;
        }
        list.append(said).append('\n');
        if (list.length() > (long) ADDRESS * manner.recipients()) fail("a recipient list too long");
    }

    private void recipients() {
        var paths = new ArrayList<MailPath>();
        for (String address : JntList.split(list.toString())) {
            if (address.length() > ADDRESS) {
                fail("a recipient too long");
                return;
            }
            switch (JntPath.read(address, manner.order())) {
                case PathReading.Understood(var path) -> paths.add(path);
                case PathReading.Malformed(var why) -> {
                    fail("recipient \"" + shown(address, SHOWN) + "\": " + why);
                    return;
                }
            }
        }
        list.setLength(0);
        to = paths;
        if (paths.isEmpty()) fail("there are no recipients");
        if (paths.size() > manner.recipients())
            fail("more than " + manner.recipients() + " recipients");
    }

    private static String shown(String text, int most) {
        String printable = text.replaceAll("[^ -~]", "?");
        return printable.length() > most ? printable.substring(0, most) + "..." : printable;
    }

    private void beginHeader() {
        place = Place.HEADER;
        put(trace);
    }

    private void headed(String said) {
        if (said.isEmpty()) {
            endHeader();
        } else if (isContinuation(said)) {
            if (open.isOpen()) open.add(said);
            else endLine(said);
        } else {
            endField();
            if (JntField.of(said).hasDomains()) open.begin(said);
            else endLine(said);
        }
        if (open.length() > manner.field()) fail("a header field too long");
    }

    private static boolean isContinuation(String said) {
        return said.startsWith(" ") || said.startsWith("\t");
    }

    private void endField() {
        Optional<JntField> ended = open.end();
        if (ended.isEmpty()) return;
        header.see(ended.get());
        endLine(ended.get().turned(manner.order()::read).text().replace("\n", "\r\n"));
    }

    private void endHeader() {
        endField();
        put(CRLF);
        place = Place.BODY;
    }

    /// LF becomes CRLF, CRLF stays, and so does a CR on its own.
    private void body(byte[] octets, int from, int end) {
        for (int i = from; i < end; i++) {
            byte octet = octets[i];
            if (octet == '\n') {
                put(CRLF);
                afterCr = false;
                continue;
            }
            if (afterCr) put('\r');
            afterCr = octet == '\r';
            if (!afterCr) put(octet);
        }
    }

    private void put(byte[] octets) {
        for (byte octet : octets) put(octet);
    }

    private void put(int octet) {
        block[filled++] = (byte) octet;
        if (filled == BLOCK) flush();
    }

    private void flush() {
        if (filled > 0) text.write(block, 0, filled);
        filled = 0;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
