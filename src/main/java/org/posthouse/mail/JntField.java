package org.posthouse.mail;

import module java.base;

/// A header field, with its continuation lines, in JNT Mail's eyes: the domains of its addresses
/// are in one order or the other, all else is left octet for octet as it is.
///
/// @param name lower case; empty for what is no field
/// @param text lines with LF between them and none at the end; a character an octet
record JntField(String name, String text) {
    private static final Pattern NAME = Pattern.compile("([!-9;-~]+)[ \t]*:");
    private static final String VIA = "via";

    /// Fields of addresses in any version of the standard, and of any program of the time that
    /// asked for answers by mail.
    private static final Set<String> ADDRESSES =
            Set.of(
                    "from",
                    "sender",
                    "reply-to",
                    "to",
                    "cc",
                    "bcc",
                    "resent-from",
                    "resent-sender",
                    "resent-reply-to",
                    "resent-to",
                    "resent-cc",
                    "resent-bcc",
                    "acknowledge-to",
                    "original-sender",
                    "errors-to",
                    "return-path",
                    "return-receipt-to",
                    "disposition-notification-to",
                    "apparently-to");

    /// @param text its first line, and others if there are any
    static JntField of(String text) {
        Matcher name = NAME.matcher(text);
        return new JntField(name.lookingAt() ? name.group(1).toLowerCase(Locale.ROOT) : "", text);
    }

    /// Whether there can be a domain in it that is ours to turn.
    boolean hasDomains() {
        return isVia() || ADDRESSES.contains(name);
    }

    boolean isVia() {
        return name.equals(VIA);
    }

    boolean is(String wanted) {
        return name.equals(wanted);
    }

    /// What stands behind the colon, unfolded.
    String value() {
        return text.substring(text.indexOf(':') + 1).replace("\n", "").strip();
    }

    /// The same with its domains as `turn` has them.
    JntField turned(UnaryOperator<String> turn) {
        if (!hasDomains()) return this;
        int start = text.indexOf(':') + 1;
        String body = text.substring(start);
        return new JntField(
                name,
                text.substring(0, start)
                        + (isVia() ? JntDomains.first(body, turn) : JntDomains.all(body, turn)));
    }
}
