package org.posthouse.mail;

import module java.base;

/// What has to be done to a header so that its reader computes the right way back, for JNT Mail has
/// no envelope sender (RFC 987 appendix B section 5): nothing, if the header says so already; else
/// a trace that is none of JNT Mail's is renamed `Original-Via`; and if that is not enough, there
/// is a `Sender` of ours, and one that was there is renamed `Original-Sender`.
///
/// @param renamed names of fields that get `Original-` put before them
/// @param sender to be added
record JntSender(Set<String> renamed, Optional<MailPath> sender) {
    /// @param us who calls, as the other side knows us
    static JntSender of(JntManner manner, Host us, ReversePath from, JntLines message)
            throws IOException {
        JntHeader header = read(manner, message);
        MailPath postmaster = MailPath.to(new Mailbox("postmaster", us));
        return switch (from) {
            case ReversePath.Null() ->
                    header.author().filter(JntSender::isProgram).isPresent()
                            ? new JntSender(Set.of(), Optional.empty())
                            : new JntSender(Set.of("sender"), Optional.of(postmaster));
            case ReversePath.Sender(var path) -> {
                boolean sayable = JntPath.write(path, manner.order()).isPresent();
                yield of(header, us, sayable ? path : postmaster);
            }
        };
    }

    private static boolean isProgram(MailPath author) {
        return JntTrace.reverse(author) instanceof ReversePath.Null;
    }

    private static JntSender of(JntHeader header, Host us, MailPath path) {
        MailPath wanted = JntTrace.back(path, List.of(), us);
        Optional<MailPath> author = header.author();
        if (leads(author, header.vias(), us, wanted))
            return new JntSender(Set.of(), Optional.empty());
        if (leads(author, List.of(), us, wanted))
            return new JntSender(Set.of("via"), Optional.empty());
        return new JntSender(Set.of("via", "sender"), Optional.of(path));
    }

    private static boolean leads(
            Optional<MailPath> author, List<Host> vias, Host us, MailPath wanted) {
        return author.filter(a -> JntTrace.back(a, vias, us).equals(wanted)).isPresent();
    }

    private static JntHeader read(JntManner manner, JntLines message) throws IOException {
        var header = new JntHeader(DomainOrder.INTERNET);
        Optional<JntField> open = Optional.empty();
        while (true) {
            switch (message.next()) {
                case JntLines.Whole(var line) when !line.isEmpty() -> {
                    boolean goesOn = line.startsWith(" ") || line.startsWith("\t");
                    if (!goesOn) open.ifPresent(header::see);
                    open =
                            goesOn
                                    ? open.filter(field -> field.text().length() < manner.field())
                                            .map(field -> field.with(line))
                                    : Optional.of(JntField.of(line));
                }
                case JntLines.Part _ -> {}
                case JntLines.Whole _, JntLines.End _ -> {
                    open.ifPresent(header::see);
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

    /// The field to be added, with its LF, if there is one.
    String field(DomainOrder order) {
        return sender.flatMap(path -> JntPath.write(path, order))
                .map(address -> "Sender: " + address + "\n")
                .orElse("");
    }
}
