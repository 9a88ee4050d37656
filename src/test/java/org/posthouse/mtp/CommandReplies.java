package org.posthouse.mtp;

import module java.base;

/// Which codes each command may be answered with, as the RFCs list them: RFC 780 section 5.3 and
/// RFC 772 ("Command-reply sequences"). A preliminary reply's succeeding ones are among the rest;
/// `text` is the end of a text. 421 may be given to any command.
final class CommandReplies {
    private static final Map<String, Set<Integer>> RFC780 =
            Map.of(
                    "greeting", Set.of(120, 220, 421),
                    "MAIL", Set.of(151, 152, 354, 451, 552, 450, 550, 452, 553, 500, 501, 502, 421),
                    "text", Set.of(250, 451, 552, 450, 550, 452, 553, 421),
                    "MRSQ", Set.of(200, 215, 500, 501, 502, 504, 421),
                    "MRCP",
                            Set.of(
                                    151, 152, 200, 215, 250, 451, 552, 450, 550, 452, 553, 500, 501,
                                    502, 503, 421),
                    "QUIT", Set.of(221, 500, 421),
                    "HELP", Set.of(211, 214, 500, 501, 502, 504, 421),
                    "NOOP", Set.of(200, 500, 421),
                    "CONT",
                            Set.of(
                                    354, 200, 215, 220, 250, 451, 552, 450, 550, 452, 553, 500, 501,
                                    502, 504, 421),
                    "ABRT", Set.of(201, 500, 501, 502, 504, 421));

    /// 250 for MRCP stands in appendix B only, and 500 is what CONT and ABRT get as commands that
    /// there are not.
    private static final Map<String, Set<Integer>> RFC772 =
            Map.of(
                    "greeting", Set.of(120, 220, 421),
                    "MAIL", Set.of(151, 152, 354, 450, 550, 452, 553, 500, 501, 502, 421),
                    "text", Set.of(250, 451, 552, 421),
                    "MRSQ", Set.of(200, 215, 500, 501, 502, 421),
                    "MRCP", Set.of(151, 152, 200, 250, 450, 550, 452, 553, 500, 501, 502, 503, 421),
                    "QUIT", Set.of(221, 421),
                    "HELP", Set.of(211, 214, 500, 501, 502, 421),
                    "NOOP", Set.of(200, 500, 421),
                    "CONT", Set.of(500, 421),
                    "ABRT", Set.of(500, 421));

    private static final Set<Integer> PRELIMINARY = Set.of(120, 151, 152);

    private CommandReplies() {}

    static Map<String, Set<Integer>> of(Dialect dialect) {
        return switch (dialect) {
            case RFC780 -> RFC780;
            case RFC772 -> RFC772;
            case AUTO -> withoutPreliminary();
        };
    }

    private static Map<String, Set<Integer>> withoutPreliminary() {
        var replies = new HashMap<String, Set<Integer>>();
        RFC780.forEach(
                (command, codes) -> {
                    var rest = new HashSet<>(codes);
                    rest.removeAll(PRELIMINARY);
                    replies.put(command, rest);
                });
        return replies;
    }
}
