package org.posthouse.dispatch;

import module java.base;

import org.posthouse.conf.Query;
import org.posthouse.mail.Hop;

/// A scheme of next hops that this program has a sender for: how its URLs look.
///
/// @param settings that a URL of the scheme may carry in its query, and what each may be
public record Scheme(String name, Form form, Query settings) {
    public enum Form {
        /// `name://host:port`
        HOST,
        /// `name:place`
        PLACE
    }

    public static Scheme host(String name, Query settings) {
        return new Scheme(name, Form.HOST, settings);
    }

    public static Scheme place(String name) {
        return new Scheme(name, Form.PLACE, Query.NONE);
    }

    /// Reads a next hop of one of these schemes; `hold:`, `discard:` and `collect:` are always
    /// known.
    static Hop.Parsed parse(String text, Map<String, Scheme> schemes) {
        String name = text.replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
        Scheme known = schemes.get(name);
        // Before the general form is looked at, which would only say that this is no host.
        if (known != null && known.form == Form.PLACE && text.startsWith("//", name.length() + 1))
            return new Hop.Malformed(
                    quoted(text) + " is a place on this machine; write " + quoted(name + ":/path"));
        Hop.Parsed parsed = Hop.parse(text);
        if (!(parsed instanceof Hop.Understood(var hop))) return parsed;
        if (hop instanceof Hop.Hold || hop instanceof Hop.Discard || hop instanceof Hop.Collect)
            return parsed;
        return (known == null ? unknown(name, schemes) : known.wrong(hop, text))
                .<Hop.Parsed>map(Hop.Malformed::new)
                .orElse(parsed);
    }

    private Optional<String> wrong(Hop hop, String text) {
        return switch (hop) {
            case Hop.Place(_, var place) when name.equals("smtp") && place.equals("mx") ->
                    Optional.of(
                            "smtp:mx (DNS MX) is not in this version; name the host that takes the"
                                    + " mail, such as \"smtp://smarthost.example:25\"");
            case Hop.Place(_, var place) when form == Form.HOST ->
                    Optional.of(
                            quoted(text) + " names no host; write " + quoted(name + "://" + place));
            case Hop.Remote remote -> settings.wrong(name + " hops", remote.settings());
            case Hop.Place _, Hop.Hold _, Hop.Discard _, Hop.Collect _ -> Optional.empty();
        };
    }

    private static Optional<String> unknown(String scheme, Map<String, Scheme> schemes) {
        Stream<String> forms =
                Stream.concat(
                        schemes.values().stream()
                                .map(s -> s.form == Form.HOST ? s.name + "://" : s.name + ":"),
                        Stream.of("hold:", "discard:", "collect:"));
        return Optional.of(
                "unknown scheme " + quoted(scheme) + "; a next hop begins with " + listed(forms));
    }

    private static String listed(Stream<String> words) {
        return words.sorted().collect(Collectors.joining(", "));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
