package org.posthouse.mail;

import module java.base;

/// The host part of a mailbox, or a host on a source route. Compared without regard to case or to a
/// trailing dot, kept as it was written.
public sealed interface Host {
    /// A name, such as `ISI.EDU` or `MIT-AI`.
    record Name(String name) implements Host {
        public Name {
            if (name.isEmpty())
                throw new IllegalArgumentException("a host name has at least one character");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Name theirs && key().equals(theirs.key());
        }

        @Override
        public int hashCode() {
            return key().hashCode();
        }
    }

    /// A bare host number, written `#1234` (RFC 780 section 5.1.2).
    record Number(long number) implements Host {}

    /// An address literal without its brackets: `10.3.0.6`, `IPv6:::1` (RFC 5321 section 4.1.3);
    /// RFC 780 section 5.1.2 writes the first kind with three digits an octet, `[010.003.000.006]`,
    /// and means the same.
    record Literal(String text) implements Host {
        @Override
        public boolean equals(Object other) {
            return other instanceof Literal theirs && key().equals(theirs.key());
        }

        @Override
        public int hashCode() {
            return key().hashCode();
        }
    }

    /// One spelling for each host, for maps and comparisons: lower case, without a trailing dot.
    default String key() {
        return switch (this) {
            case Name(var name) -> withoutTrailingDot(name).toLowerCase(Locale.ROOT);
            case Number(var number) -> "#" + number;
            case Literal(var text) -> "[" + text.toLowerCase(Locale.ROOT) + "]";
        };
    }

    private static String withoutTrailingDot(String name) {
        return name.length() > 1 && name.endsWith(".")
                ? name.substring(0, name.length() - 1)
                : name;
    }
}
