package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Rfc5321Path;

/// Finds out whom a message is from while its text goes by. FTP mail has no reverse path: "no
/// provision for the explicit specification of such header information as author" (RFC 561), so it
/// is the header's `Sender:`, else its `From:`, if that names one mailbox and no more (RFC 733).
///
/// Otherwise the path is null: no notice goes to somebody whom we only guess at, and a message that
/// cannot be delivered waits for the postmaster. So is that of a mail program's own messages, about
/// which there must be no notices.
final class Author {
    private static final int MOST = 32_768; // octets of a header that we look at
    private static final Pattern PROGRAM =
            Pattern.compile("(?i)mtp|mailer|mail[-_]?daemon|mailer[-_]daemon|postmaster");
    private static final Pattern AT = Pattern.compile("(?i)(\\S+)\\s+at\\s+(\\S+)");

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();

    /// Looks at some more of the text.
    void hear(byte[] octets, int offset, int length) {
        int room = MOST - head.size();
        if (room > 0) head.write(octets, offset, Math.min(room, length));
    }

    ReversePath path() {
        List<String> fields = fields();
        return field("sender", fields)
                .or(() -> field("from", fields))
                .flatMap(Author::mailbox)
                .filter(path -> !PROGRAM.matcher(path.mailbox().user()).matches())
                .<ReversePath>map(ReversePath.Sender::new)
                .orElseGet(ReversePath.Null::new);
    }

    /// The lines of the header, continuations joined.
    private List<String> fields() {
        String text = head.toString(StandardCharsets.ISO_8859_1);
        Matcher end = Pattern.compile("(?:^|\n)\r?\n").matcher(text);
        String header = end.find() ? text.substring(0, end.start()) : text;
        return List.of(header.replaceAll("\r?\n[ \t]+", " ").split("\r?\n"));
    }

    private static Optional<String> field(String name, List<String> fields) {
        return fields.stream()
                .filter(field -> field.regionMatches(true, 0, name, 0, name.length()))
                .map(field -> field.substring(name.length()).stripLeading())
                .filter(rest -> rest.startsWith(":"))
                .map(rest -> rest.substring(1).strip())
                .findFirst();
    }

    /// `user@host`, `user at host`, `Name <user@host>`, comments anywhere; nothing for several.
    private static Optional<MailPath> mailbox(String value) {
        String bare = withoutComments(value);
        int open = bare.indexOf('<');
        int close = bare.lastIndexOf('>');
        String address = open >= 0 && close > open ? bare.substring(open + 1, close) : bare;
        if (bare.indexOf('<', open + 1) > open && open >= 0) return Optional.empty();
        Matcher spoken = AT.matcher(address.strip());
        String joined = spoken.matches() ? spoken.group(1) + "@" + spoken.group(2) : address;
        return switch (Rfc5321Path.read("<" + joined.replaceAll("\\s*@\\s*", "@").strip() + ">")) {
            case PathReading.Understood(var path) -> Optional.of(MailPath.to(path.mailbox()));
            case PathReading.Malformed _ -> Optional.empty();
        };
    }

    private static String withoutComments(String value) {
        var bare = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                if (depth == 0) bare.append(c).append(value.charAt(i + 1));
                i++;
                continue;
            }
            if (c == '"' && depth == 0) quoted = !quoted;
            if (c == '(' && !quoted) depth++;
            if (depth == 0) bare.append(c);
            if (c == ')' && !quoted && depth > 0) depth--;
        }
        return bare.toString();
    }
}
