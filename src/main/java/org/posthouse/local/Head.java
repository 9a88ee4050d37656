package org.posthouse.local;

import org.posthouse.mail.Host;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Rfc5321Path;

/// The fields that local delivery puts before a letter: `Return-Path:` (RFC 5321 section 4.4) and
/// `Delivered-To:`, which names the recipient of this very copy.
record Head(ReversePath from, Mailbox to) {
    /// @param ending of each line
    String lines(String ending) {
        return "Return-Path: " + returnPath() + ending + "Delivered-To: " + deliveredTo() + ending;
    }

    private String returnPath() {
        return switch (from) {
            case ReversePath.Null() -> "<>";
            case ReversePath.Sender(var path) ->
                    Rfc5321Path.write(path).orElseGet(() -> printable("<" + path + ">"));
        };
    }

    private String deliveredTo() {
        String host =
                switch (to.host()) {
                    case Host.Name(var name) -> name;
                    case Host.Number _, Host.Literal _ -> to.host().key();
                };
        return printable(Rfc5321Path.local(to.user()) + "@" + host);
    }

    /// A user of MTP may have a control character in his name (RFC 780 section 5.1.2); a field may
    /// not, and nobody else's program needs to meet one here.
    private static String printable(String words) {
        return words.replaceAll("[^ -~]", "?");
    }
}
