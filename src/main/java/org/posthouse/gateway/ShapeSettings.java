package org.posthouse.gateway;

import module java.base;

/// What mail is to look like on one route.
///
/// @param width the longest line of a text made for people, in characters without its end
/// @param headers the fields such a text keeps, in this order
/// @param uuencodeBelow octets below which a file that is no text goes along uuencoded; 0: never
/// @param keepOriginal how long the original of a changed message can be fetched; zero: not at all
/// @param hosts modern names of hosts by their old ones, which hold on every route
public record ShapeSettings(
        Style style,
        int width,
        List<String> headers,
        Addresses addresses,
        Dates dates,
        Case letters,
        long uuencodeBelow,
        Duration keepOriginal,
        Map<String, String> hosts) {
    /// When a message is changed.
    public enum Style {
        /// As the readers of a hop and its limits ask for.
        AUTO,
        /// Made plain text whatever the hop, unless it is plain text already.
        TEXT,
        /// Never: what does not fit fails.
        NONE
    }

    /// How an address is written for readers of before MIME.
    public enum Addresses {
        /// `user@HOST`.
        SIGN,
        /// `user at HOST` (RFC 733).
        AT,
        /// `user%host@US`, for hosts that know no other host than us.
        PERCENT
    }

    /// How a date is written for them.
    public enum Dates {
        /// `22 Nov 2026 01:54:17 -0500` (RFC 733).
        RFC_733,
        /// `Sun, 22 Nov 26 01:54:17 -0500`: two digits of the year (RFC 822 section 5.1).
        RFC_822
    }

    /// Whether their printer has small letters.
    public enum Case {
        AS_IS,
        UPPER
    }

    private static final ShapeSettings DEFAULTS =
            new ShapeSettings(
                    Style.AUTO,
                    72,
                    List.of(
                            "From",
                            "To",
                            "Cc",
                            "Subject",
                            "Date",
                            "Reply-To",
                            "Message-ID",
                            "In-Reply-To"),
                    Addresses.SIGN,
                    Dates.RFC_733,
                    Case.AS_IS,
                    0,
                    Duration.ZERO,
                    Map.of());

    public ShapeSettings {
        headers = List.copyOf(headers);
        hosts = Map.copyOf(hosts);
    }

    public static ShapeSettings defaults() {
        return DEFAULTS;
    }
}
