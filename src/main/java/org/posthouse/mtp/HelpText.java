package org.posthouse.mtp;

import module java.base;

/// What HELP answers (RFC 780 section 5.1.1): "any command name", or none for all of them. Lines of
/// our own words, never longer than a reply's may be.
final class HelpText {
    private HelpText() {}

    private static final int HELP = 214; // 211 would be this system's status, which is not for all

    private static final List<String> SYNTAX =
            List.of(
                    "Posthouse takes mail by MTP:",
                    "MAIL FROM:<user@host> [TO:<user@host>]",
                    "MRSQ [R | T | ?]         MRCP TO:<user@host>",
                    "CONT  ABRT  NOOP  HELP [command]  QUIT",
                    "HELP and a command tells more. See RFC 780.");

    private static final List<String> SYNTAX_OF_772 =
            List.of(
                    "Posthouse takes mail by MTP:",
                    "MAIL FROM:<user@host> [TO:<user@host>]",
                    "MRSQ [R | T | ?]         MRCP TO:<user@host>",
                    "NOOP  HELP [command]  QUIT",
                    "HELP and a command tells more. See RFC 772.");

    /// @param subject in upper case, empty for none
    /// @return nothing when there is no such subject
    static Optional<Reply> on(String subject, Dialect dialect) {
        List<String> words =
                switch (subject) {
                    case "" -> dialect == Dialect.RFC772 ? SYNTAX_OF_772 : SYNTAX;
                    case "MAIL" ->
                            List.of(
                                    "MAIL FROM:<user@host> TO:<user@host>",
                                    "sends the text that follows to one mailbox.",
                                    "TO:<@A,@B,user@C> goes by way of A and B.",
                                    "MAIL FROM:<user@host>, after MRSQ R or T:",
                                    "its text is for the recipients of MRCP.");
                    case "MRSQ" ->
                            List.of(
                                    "MRSQ R  recipients first, then the text",
                                    "MRSQ T  text first, then the recipients",
                                    "MRSQ ?  which of the two we prefer",
                                    "MRSQ    neither",
                                    "Each forgets recipients and text given before.");
                    case "MRCP" ->
                            List.of("MRCP TO:<user@host>", "one more recipient, after MRSQ R or T");
                    case "HELP" -> List.of("HELP [command]");
                    case "QUIT" -> List.of("QUIT closes the transmission channel");
                    case "NOOP" -> List.of("NOOP does nothing");
                    case "CONT" -> of780(dialect, "CONT goes on after a reply 120, 151 or 152");
                    case "ABRT" -> of780(dialect, "ABRT does not, after 120, 151 or 152");
                    default -> List.of();
                };
        return words.isEmpty() ? Optional.empty() : Optional.of(new Reply(HELP, words));
    }

    private static List<String> of780(Dialect dialect, String line) {
        return dialect == Dialect.RFC772 ? List.of() : List.of(line);
    }
}
