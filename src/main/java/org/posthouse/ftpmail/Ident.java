package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Rfc5321Path;

/// Reads recipients as FTP mail names them: "the user's normal identification at the serving host"
/// (RFC 385 section 13), several of them with commas between (RFC 454), or `user@host` and `user at
/// host` for hosts that pass mail on.
///
/// A name is taken as it is, spaces and case kept; quotes and angle brackets are understood as RFC
/// 5321 writes paths.
final class Ident {
    private static final Pattern AT = // what stands in quotes is the user's
            Pattern.compile("(?i)(.*\\S) +at +([^\\s\"]+)");

    private Ident() {}

    /// @param argument not empty
    /// @param here whose users those without a host are
    static List<PathReading> read(String argument, String here) {
        return pieces(argument).stream().map(piece -> one(piece.strip(), here)).toList();
    }

    /// Cut at the commas that are in no quotes, no brackets and after no backslash.
    private static List<String> pieces(String argument) {
        var pieces = new ArrayList<String>();
        int start = 0;
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = 0; i < argument.length(); i++) {
            switch (argument.charAt(i)) {
                case '\\' -> i++;
                case '"' -> quoted = !quoted;
                case '<' -> bracketed |= !quoted;
                case '>' -> bracketed &= quoted;
                case ',' -> {
                    if (quoted || bracketed) continue;
                    pieces.add(argument.substring(start, i));
                    start = i + 1;
                }
                default -> {}
            }
        }
        pieces.add(argument.substring(start));
        return pieces;
    }

    private static PathReading one(String piece, String here) {
        if (piece.startsWith("<")) return Rfc5321Path.read(piece);
        Matcher spoken = AT.matcher(piece);
        String text = spoken.matches() ? spoken.group(1) + "@" + spoken.group(2) : piece;
        int at = text.lastIndexOf('@');
        boolean local = at < 0 || text.endsWith("\"");
        String user = local ? text : text.substring(0, at).stripTrailing();
        String host = local ? here : text.substring(at + 1).stripLeading();
        return user.startsWith("\"")
                ? Rfc5321Path.read("<" + user + "@" + host + ">")
                : plain(user, Rfc5321Path.read("<x@" + host + ">"));
    }

    private static PathReading plain(String user, PathReading atHost) {
        if (user.isEmpty() || !user.chars().allMatch(c -> c >= ' ' && c <= '~'))
            return new PathReading.Malformed("\"" + user + "\" is no user's name");
        return switch (atHost) {
            case PathReading.Malformed malformed -> malformed;
            case PathReading.Understood(var path) -> new PathReading.Understood(at(user, path));
        };
    }

    private static MailPath at(String user, MailPath path) {
        Host host = path.mailbox().host();
        return MailPath.to(new Mailbox(user, host));
    }
}
