package org.posthouse.nimail;

import module java.base;

import org.posthouse.conf.Reading;
import org.posthouse.conf.Section;
import org.posthouse.mail.DomainOrder;
import org.posthouse.mail.Host;
import org.posthouse.mail.JntManner;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;
import org.posthouse.nimail.niftp.Manner;
import org.posthouse.nimail.niftp.Profile;

/// What a listener for NI MAIL can be told.
///
/// @param manner how NIFTP is spoken
/// @param user what we name as the user that mail belongs to, to partners who ask for one
/// @param callers the names of hosts that hand us letters, by their addresses; a way back to an
///   author leads through them
/// @param order of the parts of domains, with its exceptions: what comes may be in either, what is
///   fetched is in this
/// @param recipients the most in one letter
/// @param headerField octets of the longest header field
/// @param messageSize octets of the largest letter
/// @param textLine characters of the longest line of a letter that is fetched
/// @param width of a letter that is fetched: ASCII, or 8-bit too
public record NimailSettings(
        Manner manner,
        String user,
        Map<InetAddress, Host> callers,
        DomainOrder order,
        int recipients,
        int headerField,
        long messageSize,
        int textLine,
        Measure.Width width) {
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?");
    private static final Pattern CALLER = Pattern.compile("\\[?([0-9A-Fa-f:.]+)]?\\s+(\\S+)");

    private record Caller(InetAddress address, Host name) {}

    public NimailSettings {
        callers = Map.copyOf(callers);
    }

    public static NimailSettings defaults() {
        return new NimailSettings(
                Manner.defaults(),
                user(Profile.EVERYDAY),
                Map.of(),
                DomainOrder.NRS,
                1000,
                64 << 10,
                256 << 20,
                252,
                Measure.Width.SEVEN_BIT);
    }

    /// @param section a listener's table, `[listen.nimail]`
    public static NimailSettings from(Section section) {
        NimailSettings byDefault = defaults();
        Manner manner = Manner.from(section);
        DomainOrder order =
                Domains.order(
                        section.one("order", "nrs", NimailSettings::order),
                        Domains.exceptions(section));
        return new NimailSettings(
                manner,
                section.text("user", user(manner.profile())),
                section.several("callers", List.of(), NimailSettings::caller).stream()
                        .collect(
                                Collectors.toMap(
                                        Caller::address,
                                        caller -> order.read(caller.name()),
                                        (one, _) -> one)),
                order,
                section.number("recipients", byDefault.recipients, 1, 10_000),
                Math.clamp(
                        section.size("header-field", byDefault.headerField),
                        1000,
                        Integer.MAX_VALUE),
                section.size("message-size", byDefault.messageSize),
                section.number("text-line", byDefault.textLine, 1, 1 << 30),
                section.yes("eight-bit", false)
                        ? Measure.Width.EIGHT_BIT
                        : Measure.Width.SEVEN_BIT);
    }

    /// As in the recordings of unix-niftp, where its profile is wanted.
    private static String user(Profile profile) {
        return profile == Profile.UNIX_NIFTP ? "root" : "mail";
    }

    private static Reading<String> order(String text) {
        return text.equals("nrs") || text.equals("internet")
                ? new Reading.Good<>(text)
                : new Reading.Bad<>("\"" + text + "\" is neither nrs nor internet");
    }

    private static Reading<Caller> caller(String text) {
        Matcher parts = CALLER.matcher(text.strip());
        var bad =
                new Reading.Bad<Caller>(
                        "\""
                                + text
                                + "\" is not address and name, such as \"10.9.0.1 UK.AC.UCL.CS\"");
        if (!parts.matches() || !NAME.matcher(parts.group(2)).matches()) return bad;
        try {
            return new Reading.Good<>(
                    new Caller(
                            InetAddress.ofLiteral(parts.group(1)), new Host.Name(parts.group(2))));
        } catch (IllegalArgumentException _) {
            return bad;
        }
    }

    /// What fits those who fetch letters (docs/nimail.md, limits). A line of a letter has no CRLF,
    /// but [Limits] count one.
    Limits limits() {
        return new Limits(textLine + 2, width, Long.MAX_VALUE, Limits.Readers.PLAIN);
    }

    JntManner letters() {
        return new JntManner(order, recipients, headerField);
    }
}
