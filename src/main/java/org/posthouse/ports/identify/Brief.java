package org.posthouse.ports.identify;

import module java.base;

/// The small services that say one thing and want no question: time, daytime, the character
/// generator, the quote of the day. What they say is told by its form, and by its end.
final class Brief {
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L; // RFC 868
    private static final int RING = 95; // printing characters, in order (RFC 864)
    private static final int GENERATED = 72; // characters of a line of the usual pattern
    private static final int LONGEST_QUOTE = 512; // octets (RFC 865)
    private static final int QOTD = 17;
    private static final int DAYTIME = 13;
    private static final Pattern CLOCK =
            Pattern.compile("\\b([01]?\\d|2[0-3]):[0-5]\\d(:[0-6]\\d)?\\b");
    private static final Pattern DAY =
            Pattern.compile(
                    "(?i)\\b(19|20)\\d\\d\\b|\\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
                            + "|\\b\\d\\d[-/.]\\d\\d[-/.]\\d\\d");

    private final String said;
    private final boolean ended;
    private final int like;
    private final Instant now;

    /// @param said all of it
    /// @param ended whether the service closed after it
    Brief(String said, boolean ended, int like, Instant now) {
        this.said = said;
        this.ended = ended;
        this.like = like;
        this.now = now;
    }

    /// Whether these octets may be the beginning of endless characters.
    static boolean isGenerated(String said) {
        List<String> lines = said.lines().filter(line -> line.length() >= GENERATED).toList();
        if (lines.size() < 2 || !isRing(lines.getFirst())) return false;
        return isRing(lines.get(1)) && lines.get(1).charAt(0) == next(lines.getFirst().charAt(0));
    }

    private static boolean isRing(String line) {
        for (int i = 1; i < line.length(); i++) {
            if (line.charAt(i) != next(line.charAt(i - 1))) return false;
        }
        return true;
    }

    private static char next(char c) {
        return c >= ' ' && c <= '~' ? (char) (' ' + (c - ' ' + 1) % RING) : '\0';
    }

    Optional<Finding> told() {
        if (isGenerated(said))
            return Optional.of(Finding.speaks(Protocol.CHARGEN, Confidence.CERTAIN, ""));
        if (said.length() == 4 && ended) return time();
        if (!isText() || said.length() > LONGEST_QUOTE) return Optional.empty();
        if (isDate()) return Optional.of(daytime());
        if (like == QOTD && ended)
            return Optional.of(Finding.speaks(Protocol.QOTD, Confidence.LIKELY, ""));
        return Optional.empty();
    }

    /// Four octets, the seconds since 1900, which begin anew in 2036.
    private Optional<Finding> time() {
        long seconds = 0;
        for (char c : said.toCharArray()) seconds = seconds << 8 | c;
        long off = Math.abs(seconds - SECONDS_1900_TO_1970 - now.getEpochSecond());
        off = Math.min(off, Math.abs((1L << 32) - off));
        if (off > Duration.ofDays(3650).toSeconds()) return Optional.empty();
        boolean close = off <= Duration.ofDays(1).toSeconds();
        return Optional.of(
                Finding.speaks(Protocol.TIME, close ? Confidence.CERTAIN : Confidence.LIKELY, "")
                        .noting("its clock and ours differ by " + off + " s"));
    }

    private boolean isDate() {
        String line = said.strip();
        return line.length() <= 100
                && line.lines().count() <= 2
                && CLOCK.matcher(line).find()
                && DAY.matcher(line).find();
    }

    /// RFC 867 has no form for it; what is a date and nothing else, and ends, is taken for one.
    private Finding daytime() {
        boolean certain = ended && like == DAYTIME;
        return Finding.speaks(
                Protocol.DAYTIME, certain ? Confidence.CERTAIN : Confidence.LIKELY, "");
    }

    private boolean isText() {
        return !said.isBlank()
                && said.chars()
                        .allMatch(
                                c -> c >= ' ' && c != 0x7f || c == '\r' || c == '\n' || c == '\t');
    }
}
