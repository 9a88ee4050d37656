package org.posthouse.ports.sockets;

import module java.base;

/// Reads the small files of a process into one buffer that is used again, for hundreds of them are
/// read in a row. Not for several threads at once.
final class ProcFile {
    private static final int LONGEST =
            1 << 16; // a command line may be longer: its rest is left out

    private static final int AT_ONCE =
            8192; // what FileInputStream reads without a buffer of its own

    private final byte[] octets = new byte[LONGEST];
    private int length;

    /// @return whether there was anything to read: the process may be gone, or not ours to see
    boolean read(String file) {
        length = 0;
        try (var in = new FileInputStream(file)) {
            int got = AT_ONCE;
            while (got == AT_ONCE && length <= LONGEST - AT_ONCE) { // less than a whole is the last
                got = in.read(octets, length, AT_ONCE);
                length += Math.max(0, got);
            }
        } catch (IOException _) {
            length = 0; // as if there were nothing
        }
        return length > 0;
    }

    String text() {
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }

    /// The second number of the line that begins so, as `Uid:` real, effective, saved, file system.
    ///
    /// @return negative if there is none
    long second(String beginning) {
        String text = new String(octets, 0, length, StandardCharsets.ISO_8859_1);
        int at = text.indexOf('\n' + beginning);
        if (at < 0) return -1;
        int end = text.indexOf('\n', at + 1);
        StringTokenizer words =
                new StringTokenizer(
                        text.substring(at + 1 + beginning.length(), end < 0 ? text.length() : end));
        if (words.countTokens() < 2) return -1;
        words.nextToken();
        return number(words.nextToken());
    }

    /// @return negative if it is none
    static long number(String digits) {
        if (digits.isEmpty() || digits.length() > 18) return -1;
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) return -1;
            number = number * 10 + digit;
        }
        return number;
    }

    /// Words that end with a NUL each.
    List<String> words() {
        var words = new ArrayList<String>();
        int from = 0;
        for (int i = 0; i <= length; i++) {
            if (i < length && octets[i] != 0) continue;
            if (i < length || i > from)
                words.add(new String(octets, from, i - from, StandardCharsets.UTF_8));
            from = i + 1;
        }
        return words;
    }

    /// Where a link points to; empty if there is none or it is not ours to see.
    static String link(String file) {
        try {
            return Files.readSymbolicLink(Path.of(file)).toString();
        } catch (IOException | UnsupportedOperationException _) {
            return "";
        }
    }
}
