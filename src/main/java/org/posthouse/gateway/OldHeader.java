package org.posthouse.gateway;

import module java.base;

import org.posthouse.mail.Message;
import org.posthouse.mail.ReversePath;

/// Writes a header for a host of before MIME: the fields its route keeps, readable, in its forms.
///
/// Of the `Received:` fields those of ours stay, a line each: the ring that a message may run in
/// between two worlds leads through us, and is seen by them (RFC 5321 section 6.3).
final class OldHeader {
    private static final String INDENT = "   ";
    private static final Set<String> ADDRESSES =
            Set.of(
                    "from",
                    "sender",
                    "reply-to",
                    "to",
                    "cc",
                    "bcc",
                    "resent-from",
                    "resent-sender",
                    "resent-reply-to",
                    "resent-to",
                    "resent-cc",
                    "resent-bcc");
    private static final Set<String> IDS =
            Set.of("message-id", "in-reply-to", "references", "resent-message-id");
    private static final int LONGEST_TRACE = 2_000; // ours have a few hundred characters
    private static final Pattern OURS =
            Pattern.compile("\\bby (\\S+ \\(Posthouse\\)).*? id (\\w+).*;\\s*(.*)", Pattern.DOTALL);

    private final Environment environment;
    private final OldAddresses addresses;
    private final int width;
    private final int longest;

    /// @param longest a line may be, in characters without its end, where a word needs it
    OldHeader(Environment environment, int width, int longest) {
        this.environment = environment;
        this.addresses = new OldAddresses(environment);
        this.width = width;
        this.longest = longest;
    }

    /// Of the message itself.
    void write(Header header, Message message, OutputStream out) throws IOException {
        var lines = new ArrayList<String>();
        header.all("Received").forEach(field -> trace(field, lines));
        for (String name : environment.shape().headers()) {
            field(name, header, lines);
            if (!header.has(name)) lines.addAll(missing(name, header, message));
        }
        print(lines, out);
    }

    /// Of a message in it.
    void write(Header header, OutputStream out) throws IOException {
        var lines = new ArrayList<String>();
        for (String name : environment.shape().headers()) field(name, header, lines);
        print(lines, out);
    }

    private static void print(List<String> lines, OutputStream out) throws IOException {
        for (String line : lines) out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void trace(HeaderField field, List<String> lines) {
        Matcher ours = OURS.matcher(field.body());
        if (field.body().length() < LONGEST_TRACE && ours.find())
            lines.addAll(
                    folded(
                            "Received: by %s id %s; %s"
                                    .formatted(
                                            Latin.ascii(ours.group(1)),
                                            ours.group(2),
                                            date(ours.group(3)))));
    }

    private void field(String name, Header header, List<String> lines) throws IOException {
        String key = name.toLowerCase(Locale.ROOT);
        List<HeaderField> fields = header.all(name).toList();
        if (fields.isEmpty()) return;
        if (ADDRESSES.contains(key)) {
            lines.addAll(addresses(name, fields));
            return;
        }
        for (HeaderField field : fields) {
            if (key.endsWith("date")) lines.addAll(folded(name + ": " + date(field.body())));
            else if (IDS.contains(key)) lines.addAll(ids(name, field.body()));
            else lines.addAll(text(name + ": " + cased(line(field.words()))));
        }
    }

    private List<String> addresses(String name, List<HeaderField> fields) throws IOException {
        var items = new ArrayList<String>();
        for (HeaderField field : fields)
            items.addAll(addresses.write(AddressList.read(field.body())));
        return items.isEmpty() ? List.of() : Wrap.list(name, items, width, longest, INDENT);
    }

    /// One that no line can hold is left out: nothing could refer to it.
    private List<String> ids(String name, String body) {
        String ids =
                Stream.of(body.split("\\s+"))
                        .map(Latin::ascii)
                        .filter(id -> id.length() + INDENT.length() <= longest)
                        .collect(Collectors.joining(" "));
        return ids.isBlank() ? List.of() : folded(name + ": " + ids);
    }

    private String date(String body) {
        return Dates.read(body)
                .map(date -> Dates.old(date, environment.shape().dates()))
                .orElseGet(() -> line(body));
    }

    private static String line(String text) {
        return Latin.ascii(text).replaceAll("\\s+", " ").strip();
    }

    private String cased(String text) {
        return environment.shape().letters() == ShapeSettings.Case.UPPER
                ? text.toUpperCase(Locale.ROOT)
                : text;
    }

    /// What RFC 733 and RFC 822 section 4.1 do not let a header be without.
    private List<String> missing(String name, Header header, Message message) throws IOException {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "date" ->
                    List.of(
                            name
                                    + ": "
                                    + Dates.old(
                                            message.origin()
                                                    .arrival()
                                                    .atZone(ZoneId.systemDefault())
                                                    .toOffsetDateTime(),
                                            environment.shape().dates()));
            case "from" ->
                    message.from() instanceof ReversePath.Sender(var path)
                            ? folded(
                                    name
                                            + ": "
                                            + addresses
                                                    .write(
                                                            List.of(
                                                                    new Addressee.Person(
                                                                            "", path.mailbox())))
                                                    .getFirst())
                            : List.of(name + ": MTP@" + environment.knownAs());
            case "to" ->
                    header.has("Cc") ? List.of() : List.of(name + ": undisclosed-recipients:;");
            default -> List.of();
        };
    }

    /// One space, so that it says the same when it is unfolded (RFC 822 section 3.1.1).
    private List<String> text(String field) {
        return Wrap.folded(field, width, longest, " ");
    }

    private List<String> folded(String field) {
        return Wrap.folded(field, width, longest, INDENT);
    }
}
