package org.posthouse.wire;

import module java.base;

/// The data of a TELNET connection without its commands (RFC 854): what FTP and the MTP of RFC 772
/// have their lines on. Whatever option the peer offers or asks for is declined, so that both stay
/// the plain network virtual terminal; all other commands are passed over.
///
/// Only what is a command is taken out. An octet 255 before one that is none is data, however it
/// came about: to take the CR of a CRLF away would make one line of two.
final class Telnet extends InputStream {
    private static final int SE = 240; // the first of RFC 854's commands
    private static final int SB = 250;
    private static final int WILL = 251;
    private static final int WONT = 252;
    private static final int DO = 253;
    private static final int DONT = 254;
    private static final int IAC = 255;

    private enum At {
        DATA,
        COMMAND,
        OFFER,
        REQUEST,
        /// The option of a command that wants no answer.
        OPTION,
        SUBNEGOTIATION,
        SUBNEGOTIATION_COMMAND
    }

    private final InputStream in;
    private final OutputStream out;
    private At at = At.DATA;

    Telnet(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("octets are read in blocks");
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
        while (true) {
            // one place is kept for a 255 that turns out to be data
            int read = in.read(into, offset + 1, most - 1);
            if (read < 0) return read;
            int data = strip(into, offset, read);
            if (data > 0) return data;
            out.flush();
        }
    }

    /// Moves the data among the octets from `offset + 1` to `offset`.
    ///
    /// @return how many there are
    private int strip(byte[] octets, int offset, int length) throws IOException {
        int kept = offset;
        for (int i = offset + 1; i <= offset + length; i++) {
            int octet = octets[i] & 0xff;
            At before = at;
            at = next(octet);
            if (at != At.DATA) continue;
            if (before == At.DATA) octets[kept++] = (byte) octet;
            else if (before == At.COMMAND && (octet < SE || octet == IAC)) {
                octets[kept++] = (byte) IAC;
                if (octet != IAC) octets[kept++] = (byte) octet;
            }
        }
        return kept - offset;
    }

    private At next(int octet) throws IOException {
        return switch (at) {
            case DATA -> octet == IAC ? At.COMMAND : At.DATA;
            case COMMAND ->
                    switch (octet) {
                        case SB -> At.SUBNEGOTIATION;
                        case WILL -> At.OFFER;
                        case DO -> At.REQUEST;
                        case WONT, DONT -> At.OPTION;
                        default -> At.DATA;
                    };
            case OFFER -> declined(DONT, octet);
            case REQUEST -> declined(WONT, octet);
            case OPTION -> At.DATA;
            case SUBNEGOTIATION -> octet == IAC ? At.SUBNEGOTIATION_COMMAND : At.SUBNEGOTIATION;
            case SUBNEGOTIATION_COMMAND -> octet == SE ? At.DATA : At.SUBNEGOTIATION;
        };
    }

    private At declined(int command, int option) throws IOException {
        out.write(new byte[] {(byte) IAC, (byte) command, (byte) option});
        return At.DATA;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
