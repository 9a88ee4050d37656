package org.posthouse.ftpmail;

/// The transfer parameters that a user process may set before MLFL. One value of each is ours, the
/// least that every server has (RFC 385 section 2): ASCII, in a stream, without structure.
final class Parameters {
    private Parameters() {}

    /// @param name TYPE, MODE, STRU, BYTE or FORM
    /// @param value upper case
    static Saying take(String name, String value) {
        boolean ours =
                switch (name) {
                    case "TYPE" -> value.matches("A( N)?");
                    case "MODE" -> value.equals("S");
                    case "STRU" -> value.equals("F");
                    case "BYTE" -> value.equals("8"); // RFC 454
                    case "FORM" -> value.equals("U"); // RFC 454: unformatted
                    default -> throw new IllegalArgumentException("no parameter: " + name);
                };
        return ours ? Saying.OKAY : Saying.NO_SUCH_PARAMETER;
    }
}
