package org.posthouse.dispatch;

import module java.base;

import org.posthouse.gateway.HostNames;
import org.posthouse.gateway.PathSizes;
import org.posthouse.mail.Hop;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.ReversePath;

/// How a path is written beyond a hop: hosts by the names they have in that world, and within the
/// sizes its hosts take.
record Passage(Hop hop, HostNames names) {
    private static final int LINE = 252;

    private enum World {
        OLD,
        MODERN,
        OURS
    }

    private World world() {
        return switch (hop) {
            case Hop.Remote remote ->
                    switch (remote.scheme()) {
                        case "mtp", "ftpmail", "nimail" -> World.OLD;
                        default -> World.MODERN;
                    };
            case Hop.Collect _ -> World.OLD; // as long as only NI MAIL's hosts come for mail
            case Hop.Place _, Hop.Hold _, Hop.Discard _ -> World.OURS;
        };
    }

    MailPath path(MailPath path) {
        return switch (world()) {
            case OLD ->
                    new MailPath(
                            path.route().stream().map(names::old).toList(),
                            names.old(path.mailbox()));
            case MODERN ->
                    new MailPath(
                            path.route().stream().map(names::modern).toList(),
                            names.modern(path.mailbox()));
            case OURS -> path;
        };
    }

    ReversePath path(ReversePath from) {
        return switch (from) {
            case ReversePath.Null() -> from;
            case ReversePath.Sender(var path) -> new ReversePath.Sender(path(path));
        };
    }

    /// RFC 780 section 5.5.3's, or those the hop has for its host. JNT mail has no such limits but
    /// that of a line (docs/nimail.md, limits).
    PathSizes sizes() {
        boolean jnt =
                hop instanceof Hop.Collect
                        || hop instanceof Hop.Remote remote && remote.scheme().equals("nimail");
        PathSizes standard = jnt ? new PathSizes(LINE, LINE, LINE) : PathSizes.RFC_780;
        return new PathSizes(
                size("path", standard.path()),
                size("user", standard.user()),
                size("host", standard.host()));
    }

    private int size(String name, int standard) {
        String wanted = hop instanceof Hop.Remote remote ? remote.settings().get(name) : null;
        return wanted != null && wanted.matches("\\d{1,6}") ? Integer.parseInt(wanted) : standard;
    }
}
