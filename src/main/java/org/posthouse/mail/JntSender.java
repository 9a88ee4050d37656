package org.posthouse.mail;

import module java.base;

/// What has to be done to a header so that its reader computes the right way back, for JNT Mail has
/// no envelope sender (RFC 987 appendix B section 5): nothing, if the header says so already; else
/// a trace that is none of JNT Mail's is renamed `Original-Via`; and if that is not enough, there
/// is a `Sender` of ours, and one that was there is renamed `Original-Sender`.
///
/// @param renamed names of fields that get `Original-` put before them
/// @param sender to be added
/// @param acknowledgeTo to be added, too
record JntSender(Set<String> renamed, Optional<MailPath> sender, Optional<MailPath> acknowledgeTo) {
    static JntSender of(JntManner manner, JntEnvelope envelope, JntLines message)
            throws IOException {
        JntHeader header = read(manner, message);
        JntSender sender = of(header, envelope, manner.order());
        return header.acknowledgeTo().isEmpty()
                ? new JntSender(sender.renamed, sender.sender, envelope.acknowledgeTo())
                : sender;
    }

    private static JntSender of(JntHeader header, JntEnvelope envelope, DomainOrder order) {
        MailPath postmaster = MailPath.to(new Mailbox("postmaster", envelope.us()));
        return switch (envelope.from()) {
            case ReversePath.Null() ->
                    header.author().filter(JntSender::isProgram).isPresent()
                            ? with(Set.of(), Optional.empty())
                            : with(Set.of("sender"), Optional.of(postmaster));
            case ReversePath.Sender(var path) -> {
                boolean sayable = JntPath.write(path, order).isPresent();
                yield of(header, envelope.us(), sayable ? path : postmaster);
            }
        };
    }

    private static JntSender with(Set<String> renamed, Optional<MailPath> sender) {
        return new JntSender(renamed, sender, Optional.empty());
    }

    private static boolean isProgram(MailPath author) {
        return JntTrace.reverse(author) instanceof ReversePath.Null;
    }

    private static JntSender of(JntHeader header, Host us, MailPath path) {
        MailPath wanted = JntTrace.back(JntPath.spelled(path), List.of(), us);
        Optional<MailPath> author = header.author();
        if (leads(author, header.vias(), us, wanted)) return with(Set.of(), Optional.empty());
        if (leads(author, List.of(), us, wanted)) return with(Set.of("via"), Optional.empty());
        return with(Set.of("via", "sender"), Optional.of(path));
    }

    private static boolean leads(
            Optional<MailPath> author, List<Host> vias, Host us, MailPath wanted) {
        return author.filter(a -> JntTrace.back(a, vias, us).equals(wanted)).isPresent();
    }

    private static JntHeader read(JntManner manner, JntLines message) throws IOException {
        var header = new JntHeader(DomainOrder.INTERNET);
        var open = new JntOpenField();
        while (true) {
            switch (message.next()) {
                case JntLines.Whole(var line) when !line.isEmpty() -> {
                    boolean goesOn = line.startsWith(" ") || line.startsWith("\t");
                    if (!goesOn) open.end().ifPresent(header::see);
                    if (!goesOn) open.begin(line);
                    else if (open.length() < manner.field()) open.add(line);
                }
                case JntLines.Part _ -> {}
                case JntLines.Whole _, JntLines.End _ -> {
                    open.end().ifPresent(header::see);
                    return header;
                }
            }
        }
    }

    JntField renamed(JntField field) {
        return renamed.contains(field.name())
                ? JntField.of("Original-" + field.text().stripLeading())
                : field;
    }

    /// The fields to be added, an LF behind each.
    String added(DomainOrder order) {
        return field("Sender", sender, order) + field("Acknowledge-To", acknowledgeTo, order);
    }

    private static String field(String name, Optional<MailPath> path, DomainOrder order) {
        return path.flatMap(written -> JntPath.write(written, order))
                .map(address -> name + ": " + address + "\n")
                .orElse("");
    }
}
