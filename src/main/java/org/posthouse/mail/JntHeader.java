package org.posthouse.mail;

import module java.base;

/// What a header says of the way back: the author, whoever passed the letter on, and who wants to
/// hear that it was accepted. Sees one field at a time.
final class JntHeader {
    private static final int MOST_VIAS = 200; // a path of so many hosts leads nowhere any more
    private static final int MOST_ACKNOWLEDGED = 10; // or one letter makes any number of them

    private final DomainOrder order;
    private final List<Host> vias = new ArrayList<>();
    private final List<MailPath> acknowledgeTo = new ArrayList<>();
    private final Map<String, MailPath> firsts = new HashMap<>();

    /// @param order of the field's domains as it is seen
    JntHeader(DomainOrder order) {
        this.order = order;
    }

    void see(JntField field) {
        switch (field.name()) {
            case "via" -> {
                if (vias.size() < MOST_VIAS)
                    JntTrace.host(field.value(), order).ifPresent(vias::add);
            }
            case "sender", "from", "reply-to" ->
                    addresses(field)
                            .findFirst()
                            .ifPresent(path -> firsts.putIfAbsent(field.name(), path));
            case "acknowledge-to" ->
                    addresses(field)
                            .limit((long) MOST_ACKNOWLEDGED - acknowledgeTo.size())
                            .forEach(acknowledgeTo::add);
            default -> {}
        }
    }

    /// Up to the first that is none.
    private Stream<MailPath> addresses(JntField field) {
        return JntList.split(field.value()).stream()
                .map(address -> JntPath.read(address, order))
                .takeWhile(PathReading.Understood.class::isInstance)
                .map(reading -> ((PathReading.Understood) reading).path());
    }

    /// The sender, else who wrote it; IEN 169, which has no rule for senders, knows `Reply-To` too.
    Optional<MailPath> author() {
        return Stream.of("sender", "from", "reply-to")
                .flatMap(name -> Optional.ofNullable(firsts.get(name)).stream())
                .findFirst();
    }

    List<MailPath> acknowledgeTo() {
        return List.copyOf(acknowledgeTo);
    }

    /// The newest first.
    List<Host> vias() {
        return List.copyOf(vias);
    }
}
