package org.posthouse.nimail;

import module java.base;

import org.posthouse.conf.Reading;
import org.posthouse.conf.Section;
import org.posthouse.mail.DomainOrder;

/// How a configuration has domains written on the line: in which order, and which are exceptions.
final class Domains {
    private static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?";
    private static final Pattern PAIR = Pattern.compile("(" + NAME + ")\\s+(" + NAME + ")");

    private Domains() {}

    /// Names that stand there otherwise than their order has it, each with the one they have here.
    static Map<String, String> exceptions(Section section) {
        return section.several("domains", List.of(), Domains::pair).stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                pair -> pair.getKey().toLowerCase(Locale.ROOT),
                                Map.Entry::getValue,
                                (first, _) -> first));
    }

    private static Reading<Map.Entry<String, String>> pair(String text) {
        Matcher pair = PAIR.matcher(text.strip());
        return pair.matches()
                ? new Reading.Good<>(Map.entry(pair.group(1), pair.group(2)))
                : new Reading.Bad<>(
                        "\""
                                + text
                                + "\" is not a domain as it is written there and as it is here,"
                                + " such as \"UK.CS uk.cs\"");
    }

    /// @param word `nrs` or `internet`
    static DomainOrder order(String word, Map<String, String> exceptions) {
        boolean nrs = word.equalsIgnoreCase("nrs");
        return new DomainOrder(
                nrs ? DomainOrder.First.COUNTRY : DomainOrder.First.HOST, exceptions);
    }
}
