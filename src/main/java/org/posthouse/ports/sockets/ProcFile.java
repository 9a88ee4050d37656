package org.posthouse.ports.sockets;

import module java.base;

/// Reads the small files of a process into one buffer that is used again, for hundreds of them are
/// read in a row. Not for several threads at once.
final class ProcFile {
    private static final int LONGEST =
            1 << 16; // a command line may be longer: its rest is left out

    private final byte[] octets = new byte[LONGEST];
    private int length;

    /// @return whether there was anything to read: the process may be gone, or not ours to see
    boolean read(String file) {
        length = 0;
        try (var in = new FileInputStream(file)) {
            length = Math.max(0, in.readNBytes(octets, 0, LONGEST));
        } catch (IOException _) {
            length = 0; // as if there were nothing
        }
        return length > 0;
    }

    String text() {
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }

    /// What follows a line's beginning, up to its end.
    Optional<String> after(String beginning) {
        String text = text();
        int from = text.startsWith(beginning) ? 0 : text.indexOf("\n" + beginning);
        if (from < 0) return Optional.empty();
        from += (from == 0 ? 0 : 1) + beginning.length();
        int end = text.indexOf('\n', from);
        return Optional.of(text.substring(from, end < 0 ? text.length() : end).strip());
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
