package org.posthouse.mail;

/// How letters of JNT Mail are read and written.
///
/// @param order of domains on the line
/// @param recipients the most that a letter may have
/// @param field octets of the longest header field that is looked into
public record JntManner(DomainOrder order, int recipients, int field) {
    private static final int RECIPIENTS = 1_000;
    private static final int FIELD = 64 * 1024;

    public static JntManner of(DomainOrder order) {
        return new JntManner(order, RECIPIENTS, FIELD);
    }
}
