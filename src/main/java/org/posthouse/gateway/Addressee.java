package org.posthouse.gateway;

import module java.base;

import org.posthouse.mail.Mailbox;

/// What stands between the commas of an address field.
sealed interface Addressee {
    /// @param name for people, decoded; often empty
    record Person(String name, Mailbox mailbox) implements Addressee {}

    /// `Friends: a@x, b@y;` (RFC 733, RFC 5322 section 3.4).
    record Group(String name, List<Addressee> members) implements Addressee {
        public Group {
            members = List.copyOf(members);
        }
    }

    /// No address: a name alone, which RFC 733 allows in places, a file list, or a mistake.
    record Unread(String text) implements Addressee {}
}
