package org.posthouse.ports.sockets;

import module java.base;

/// What the packet filters of this machine do with a stranger's first packet to a listener. A
/// caller on this machine is not meant.
public sealed interface Passage {
    /// It comes through.
    record Accepted() implements Passage {}

    /// It vanishes.
    ///
    /// @param by family, table and chain of the rule or the policy
    record Dropped(String by) implements Passage {}

    /// It is sent back with a refusal.
    record Rejected(String by) implements Passage {}

    /// It never comes to the listener but goes elsewhere.
    record Handed(Redirection.Target to, String by) implements Passage {}

    /// It depends on what we do not know of the caller, or do not judge.
    ///
    /// @param otherwise what becomes of a caller who meets none of the conditions
    /// @param some what becomes of others
    record Partly(Passage otherwise, List<Some> some) implements Passage {
        public Partly {
            some = List.copyOf(some);
        }
    }

    /// What becomes of some callers.
    ///
    /// @param conditions as the rules have them; whoever meets one of them may be such a caller
    record Some(Passage end, List<String> conditions) {
        public Some {
            conditions = List.copyOf(conditions);
        }

        private String words() {
            return ", for some " + end.words() + " (" + few(conditions) + ")";
        }

        private static String few(List<String> conditions) {
            int most = 3;
            String shown = conditions.stream().limit(most).collect(Collectors.joining("; "));
            int more = conditions.size() - most;
            return more > 0 ? shown + "; and " + more + " more" : shown;
        }
    }

    /// It depends on the version of the Internet Protocol.
    record Versions(Passage v4, Passage v6) implements Passage {}

    /// A rule that is not understood decides.
    record Unclear(String why) implements Passage {}

    /// For scripts: a word that stays as it is.
    default String word() {
        return switch (this) {
            case Accepted _ -> "accepted";
            case Dropped _ -> "dropped";
            case Rejected _ -> "rejected";
            case Handed _ -> "handed-on";
            case Partly _ -> "partly";
            case Versions _ -> "partly";
            case Unclear _ -> "unclear";
        };
    }

    /// In a phrase.
    default String words() {
        return switch (this) {
            case Accepted _ -> "accepted";
            case Dropped(var by) -> "dropped by " + by;
            case Rejected(var by) -> "rejected by " + by;
            case Handed(var to, var by) -> "handed on to " + to.words() + " by " + by;
            case Partly(var otherwise, var some) ->
                    otherwise.words()
                            + some.stream().map(Some::words).collect(Collectors.joining());
            case Versions(var v4, var v6) -> "IPv4 " + v4.words() + "; IPv6 " + v6.words();
            case Unclear(var why) -> "unclear: " + why;
        };
    }
}
