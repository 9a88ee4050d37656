package org.posthouse.mail;

/// Why a recipient was not served, in words a notice can carry (RFC 3464 section 2.3).
///
/// @param status RFC 3463's class.subject.detail, such as `5.1.1`
/// @param remote the host that said so, or empty when we did
/// @param reply what it said: code and text as received, made printable, in one line
public record Diagnosis(String status, String remote, String reply) {
    public Diagnosis {
        if (!status.matches("[245]\\.\\d{1,3}\\.\\d{1,3}"))
            throw new IllegalArgumentException("no status: " + status);
    }

    public static Diagnosis ours(String status, String words) {
        return new Diagnosis(status, "", words);
    }
}
