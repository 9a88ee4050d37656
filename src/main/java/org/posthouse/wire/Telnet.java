package org.posthouse.wire;

import module java.base;

/// The data of a TELNET connection without its commands (RFC 854): what FTP and the MTP of RFC 772
/// have their lines on. Whatever option the peer offers or asks for is declined, so that both stay
/// the plain network virtual terminal; most other commands are passed over.
///
/// Only what is a command is taken out. An octet 255 before one that is none is data, however it
/// came about: to take the CR of a CRLF away would make one line of two. So is a subnegotiation
/// that does not end.
///
/// Interrupt Process and Data Mark erase the line that was begun: the Synch signal "discards all
/// characters between the sender of the Synch and its recipient" (RFC 772, "Control functions"). It
/// comes as urgent data, which must be read in line for that. Erase Character and Erase Line do
/// nothing: "receivers are under no obligation to provide for editing of command lines" (RFC 772,
/// "Connections").
final class Telnet extends InputStream {
    private enum At {
        DATA,
        IAC,
        OPTION,
        SUBNEGOTIATION,
        SUBNEGOTIATION_IAC
    }

    private static final int SE = 240;
    private static final int DATA_MARK = 242;
    private static final int INTERRUPT_PROCESS = 244;
    private static final int ARE_YOU_THERE = 246;
    private static final int SB = 250;
    private static final int WILL = 251;
    private static final int WONT = 252;
    private static final int DO = 253;
    private static final int DONT = 254;
    private static final int IAC = 255;
    private static final int LONGEST = 256; // octets of a subnegotiation that we believe in
    private static final byte[] HERE = "[Yes]\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OutputStream out;
    private final TelnetManner manner;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(); // from an IAC on
    private At at = At.DATA;
    private int verb;
    private boolean inText;
    private boolean erased;

    /// @param out where answers go
    Telnet(InputStream in, OutputStream out, TelnetManner manner) {
        this.in = in;
        this.out = out;
        this.manner = manner;
    }

    /// What is read from here on is a text.
    void textBegins() {
        inText = true;
    }

    void textEnds() {
        inText = false;
    }

    /// Whether, since this was last asked, the beginning of a line was erased that had been read
    /// before.
    boolean erased() {
        boolean was = erased;
        erased = false;
        return was;
    }

    @Override
    public int read() throws IOException {
        throw new UnsupportedOperationException("only by the buffer");
    }

    /// @param length more than a subnegotiation has
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (true) {
            int gap = held.size(); // room for what is held, should it turn out to be data
            int read = in.read(buffer, offset + gap, length - gap);
            if (read <= 0) return read;
            if (at == At.DATA && !hasIac(buffer, offset + gap, read)) return read;
            int kept = strip(buffer, offset, offset + gap, read);
            if (kept > 0) return kept;
            out.flush(); // nobody else does before the next octets are waited for
        }
    }

    private static boolean hasIac(byte[] buffer, int from, int length) {
        for (int i = from; i < from + length; i++) if (buffer[i] == (byte) IAC) return true;
        return false;
    }

    /// Moves the data among the octets down to the start, which it cannot outgrow.
    private int strip(byte[] buffer, int start, int from, int length) throws IOException {
        int end = start;
        for (int i = from; i < from + length; i++) {
            int octet = buffer[i] & 0xff;
            switch (at) {
                case DATA -> {
                    if (octet == IAC) hold(octet, At.IAC);
                    else buffer[end++] = (byte) octet;
                }
                case IAC -> end = command(octet, buffer, start, end);
                case OPTION -> {
                    refuse(octet);
                    drop();
                }
                case SUBNEGOTIATION, SUBNEGOTIATION_IAC -> end = within(octet, buffer, end);
            }
        }
        return end - start;
    }

    private int command(int octet, byte[] buffer, int start, int end) throws IOException {
        switch (octet) {
            case WILL, WONT, DO, DONT -> {
                verb = octet;
                hold(octet, At.OPTION);
                return end;
            }
            case SB -> {
                hold(octet, At.SUBNEGOTIATION);
                return end;
            }
            case IAC -> buffer[end++] = (byte) IAC;
            case INTERRUPT_PROCESS, DATA_MARK -> end = erase(buffer, start, end);
            case ARE_YOU_THERE -> {
                if (manner == TelnetManner.SPOKEN) out.write(HERE);
            }
            default -> {
                if (octet < SE) { // no command: data, both of them
                    buffer[end++] = (byte) IAC;
                    buffer[end++] = (byte) octet;
                }
            }
        }
        drop();
        return end;
    }

    private int within(int octet, byte[] buffer, int end) {
        if (at == At.SUBNEGOTIATION_IAC && octet == SE) {
            drop();
            return end;
        }
        boolean quotes = at == At.SUBNEGOTIATION && octet == IAC;
        hold(octet, quotes ? At.SUBNEGOTIATION_IAC : At.SUBNEGOTIATION);
        if (held.size() < LONGEST) return end;
        byte[] data = held.toByteArray();
        System.arraycopy(data, 0, buffer, end, data.length);
        drop();
        return end + data.length;
    }

    private void hold(int octet, At next) {
        held.write(octet);
        at = next;
    }

    private void drop() {
        held.reset();
        at = At.DATA;
    }

    private void refuse(int option) throws IOException {
        if (inText && manner == TelnetManner.TOLERATED) return;
        if (verb == DO) out.write(new byte[] {(byte) IAC, (byte) WONT, (byte) option});
        if (verb == WILL) out.write(new byte[] {(byte) IAC, (byte) DONT, (byte) option});
    }

    /// @return the end of the last whole line
    private int erase(byte[] buffer, int start, int end) {
        if (inText) return end;
        int last = end;
        while (last > start && buffer[last - 1] != '\n') last--;
        if (last == start) erased = true;
        return last;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
