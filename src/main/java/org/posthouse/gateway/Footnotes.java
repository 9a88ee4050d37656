package org.posthouse.gateway;

import module java.base;

/// The links of an HTML text, numbered, to be printed at its end.
final class Footnotes {
    private final SequencedMap<String, Integer> numbers = new LinkedHashMap<>();

    /// What to write behind a link's words.
    ///
    /// @param shown those words
    String mark(String href, String shown) {
        String link = href.strip();
        String target = ascii(link);
        String scheme =
                target.substring(0, Math.max(target.indexOf(':'), 0)).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "mailto" -> mailbox(target.substring(7).replaceFirst("\\?.*", ""), shown);
            case "http", "https", "ftp" -> {
                if (same(target, shown)) yield "";
                int number = numbers.computeIfAbsent(target, _ -> numbers.size() + 1);
                yield (shown.isEmpty() ? "" : " ") + "[" + number + "]";
            }
            default -> "";
        };
    }

    private static String mailbox(String address, String shown) {
        return address.isEmpty() || shown.contains(address) ? "" : " <" + address + ">";
    }

    private static boolean same(String target, String shown) {
        return bare(target).equalsIgnoreCase(bare(shown));
    }

    private static String bare(String url) {
        return url.replaceFirst("^[a-z]+://(www\\.)?", "").replaceFirst("/$", "");
    }

    /// A link is for a program: its other letters are written as RFC 3986 section 2.1 has them.
    private static String ascii(String link) {
        var out = new StringBuilder();
        for (byte octet : link.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 127) out.append((char) octet);
            else out.append("%%%02X".formatted(octet & 0xff));
        }
        return out.toString();
    }

    void write(Page page) throws IOException {
        if (numbers.isEmpty()) return;
        page.space();
        page.line("Links:");
        for (var link : numbers.entrySet()) {
            String mark = "[" + link.getValue() + "] ";
            page.paragraph(mark, " ".repeat(mark.length()), link.getKey());
        }
    }
}
