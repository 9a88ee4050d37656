package org.posthouse.gateway;

import module java.base;

import org.apache.james.mime4j.codec.EncoderUtil;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Message;
import org.posthouse.mail.ReversePath;

/// The fields of a header as RFC 5322 has them: what RFC 733 wrote otherwise is written anew, what
/// must not be missing is supplied from the envelope, the rest stays octet for octet.
final class ModernFields {
    private static final Set<String> ADDRESSES =
            Set.of("from", "sender", "reply-to", "to", "cc", "bcc");
    private static final Set<String> IDS = Set.of("message-id", "in-reply-to", "references");
    private static final Set<String> OTHERS =
            Set.of("date", "subject", "keywords", "comments", "mime-version", "content-type");
    private static final int WIDTH = 78; // RFC 5322 section 2.1.1
    private static final int LONGEST = 998;

    private final Environment environment;
    private final Message message;
    private final ModernAddresses addresses;

    ModernFields(Environment environment, Message message) {
        this.environment = environment;
        this.message = message;
        this.addresses = new ModernAddresses(environment, message);
    }

    /// Whether a field is one that a writer of mail knows, so that it is no line of a text.
    static boolean isKnown(HeaderField field) {
        String key = key(field.name());
        return ADDRESSES.contains(key)
                || IDS.contains(key)
                || OTHERS.contains(key)
                || key.startsWith("x-")
                || key.startsWith("resent-");
    }

    /// RFC 733 let a name have spaces.
    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /// @return fields with their line ends, the supplied ones first
    List<String> write(List<HeaderField> before) {
        var fields = new ArrayList<String>();
        Set<String> there =
                before.stream().map(field -> key(field.name())).collect(Collectors.toSet());
        boolean dated =
                before.stream()
                        .filter(field -> field.is("Date"))
                        .anyMatch(field -> Dates.read(field.body()).isPresent());
        if (!dated) fields.add("Date: " + Dates.modern(arrival()) + "\r\n");
        if (!there.contains("from")) fields.add(list("From", List.of(from())));
        if (!there.contains("message-id"))
            fields.add("Message-ID: <" + message.id() + "@" + environment.knownAs() + ">\r\n");
        before.forEach(field -> fields.add(write(field)));
        return fields;
    }

    private OffsetDateTime arrival() {
        return message.origin().arrival().atZone(ZoneId.systemDefault()).toOffsetDateTime();
    }

    private String from() {
        return switch (message.from()) {
            case ReversePath.Sender(var path) ->
                    addresses.write(new Addressee.Person("", path.mailbox()));
            case ReversePath.Null() -> "Postmaster@" + environment.knownAs();
        };
    }

    private String write(HeaderField field) {
        String key = key(field.name());
        String name = field.name().replace(' ', '-');
        if (ADDRESSES.contains(key.replaceFirst("^resent-", "")))
            return addresses
                    .rewritten(field.body())
                    .map(items -> list(name, items))
                    .orElseGet(() -> raw(field, name));
        if (key.equals("date")) return date(field);
        if (IDS.contains(key) && !Ids.areModern(field.body()))
            return field(name, Ids.modern(field.body(), environment.hosts()));
        return raw(field, name);
    }

    /// One that nobody can read is kept beside the one we supply.
    private static String date(HeaderField field) {
        if (Dates.isModern(field.body())) return raw(field, field.name());
        return Dates.read(field.body())
                .map(date -> field.name() + ": " + Dates.modern(date) + "\r\n")
                .orElseGet(() -> raw(field, "X-Date"));
    }

    /// As it came, but for a name with spaces, a line end of another kind, or letters no header may
    /// have.
    private static String raw(HeaderField field, String name) {
        if (!Latin.isAscii(field.raw())) return field(name, words(field.body()));
        String raw =
                field.name().equals(name)
                        ? field.raw()
                        : name + field.raw().substring(field.raw().indexOf(':'));
        return raw.endsWith("\r\n") ? raw : raw.stripTrailing() + "\r\n";
    }

    private static String words(String text) {
        return EncoderUtil.encodeIfNecessary(text, EncoderUtil.Usage.TEXT_TOKEN, 0);
    }

    static String field(String name, String body) {
        return String.join("\r\n", Wrap.folded(name + ": " + body, WIDTH, LONGEST, " ")) + "\r\n";
    }

    private static String list(String name, List<String> items) {
        return String.join("\r\n", Wrap.list(name, items, WIDTH, LONGEST, " ")) + "\r\n";
    }

    /// For the sender's own host, where an old header names a user without one.
    static Optional<Mailbox> sender(Message message) {
        return message.from() instanceof ReversePath.Sender(var path)
                ? Optional.of(path.mailbox())
                : Optional.empty();
    }
}
