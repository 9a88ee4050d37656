package org.posthouse.smtp;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.Delivery;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Host;
import org.posthouse.mail.Limits;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Peer;
import org.posthouse.mail.Recipient;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.ReversePath;
import org.posthouse.mail.Rfc5321Path;
import org.posthouse.mail.TextContent;
import org.posthouse.wire.Dialogue;
import org.posthouse.wire.Transcript;

/// Messages to be sent in tests, and what came of them, a line for each recipient and each line
/// that broke: `c@d delivered 250 OK`, `c@d failed 5.1.1 550 No`, `broke: host hung up …`.
final class Sendings {
    /// @param from as in `MAIL FROM:`, with what follows the path
    /// @param to as in `RCPT TO:`, with what follows the path
    /// @param text octets as the characters 0 to 255
    record Letter(String from, List<String> to, String text) {
        Letter and(String another) {
            return new Letter(from, Stream.concat(to.stream(), Stream.of(another)).toList(), text);
        }

        Letter with(String other) {
            return new Letter(from, to, other);
        }

        Content content() {
            return TextContent.of(text);
        }
    }

    private final List<String> results = new ArrayList<>();

    List<String> results() {
        return results;
    }

    /// The letters a dialogue asks for: `@from` begins one, `@to` and `@text` are about it.
    static List<Letter> letters(Dialogue dialogue) {
        var letters = new ArrayList<Letter>();
        for (Dialogue.Setting setting : dialogue.settings()) {
            String value = Dialogue.octets(setting.value() + "\\c");
            Letter last = letters.isEmpty() ? new Letter("", List.of(), "") : letters.getLast();
            switch (setting.name()) {
                case "from" -> letters.add(new Letter(value, List.of(), "Hello.\r\n"));
                case "to" -> letters.set(letters.size() - 1, last.and(value));
                case "text" ->
                        letters.set(
                                letters.size() - 1, last.with(Dialogue.octets(setting.value())));
                default -> {}
            }
        }
        return letters;
    }

    static String setting(Dialogue dialogue, String name, String byDefault) {
        return dialogue.settings().stream()
                .filter(s -> s.name().equals(name))
                .map(Dialogue.Setting::value)
                .findFirst()
                .orElse(byDefault);
    }

    /// Sends all letters over one conversation, as long as it is usable.
    void send(SmtpSenderSettings settings, String hop, String knownAs, List<Letter> letters)
            throws IOException {
        var left = new ArrayDeque<>(letters);
        var sender = new SmtpSender(settings, Transcript.NONE);
        try (Outbound.Conversation conversation = sender.converse(hop(hop), knownAs)) {
            boolean asks = letters.stream().anyMatch(one -> !parameters(one.from).isEmpty());
            if (asks) results.add(conversation.notifies() ? "it notifies" : "it does not notify");
            while (!left.isEmpty() && conversation.usable()) {
                try {
                    conversation.deliver(new Attempt(left.remove()));
                } catch (IOException e) {
                    results.add("broke: " + e.getMessage());
                }
            }
        } catch (IOException e) {
            results.add("unreachable: " + e.getMessage());
        }
        if (!left.isEmpty()) results.add("unsent: " + left.size());
    }

    static Hop hop(String url) {
        return switch (Hop.parse(url)) {
            case Hop.Understood(var hop) -> hop;
            case Hop.Malformed(var why) -> throw new AssertionError(why);
        };
    }

    static MailPath path(String written) {
        return switch (Rfc5321Path.read(written)) {
            case PathReading.Understood(var path) -> path;
            // What SMTP cannot write it cannot read: user%host stands for it here.
            case PathReading.Malformed _ ->
                    MailPath.to(
                            new Mailbox(
                                    written.substring(1, written.indexOf('@')),
                                    new Host.Name("example")));
        };
    }

    private static String bare(String written) {
        return written.substring(0, written.lastIndexOf('>') + 1);
    }

    private static String parameters(String written) {
        return written.substring(written.lastIndexOf('>') + 1);
    }

    private static Reporting reporting(String from) {
        try {
            return Parameters.ofMail(parameters(from)).reporting();
        } catch (Parameters.Mistake e) {
            throw new AssertionError(from, e);
        }
    }

    private static Request request(String to) {
        try {
            return Parameters.ofRcpt(parameters(to)).request();
        } catch (Parameters.Mistake e) {
            throw new AssertionError(to, e);
        }
    }

    private final class Attempt implements Delivery {
        private final Letter letter;
        private final List<Recipient> recipients = new ArrayList<>();
        private final Set<Recipient> settled = new HashSet<>();

        Attempt(Letter letter) {
            this.letter = letter;
            for (String to : letter.to) {
                var waiting = Recipient.Waiting.fresh(Instant.EPOCH);
                recipients.add(
                        new Recipient(recipients.size(), path(bare(to)), request(to), waiting));
            }
        }

        @Override
        public Message message() {
            var origin = new Message.Origin(Peer.ourselves("test"), Instant.EPOCH);
            return new Message(
                    new MessageId(1),
                    from(),
                    reporting(letter.from),
                    origin,
                    recipients.size(),
                    letter.content());
        }

        @Override
        public ReversePath from() {
            String from = bare(letter.from);
            return from.equals("<>") ? new ReversePath.Null() : new ReversePath.Sender(path(from));
        }

        @Override
        public List<Recipient> to() {
            return recipients;
        }

        @Override
        public Optional<MailPath> alias(MailPath path) {
            return Optional.empty();
        }

        @Override
        public Fit fit(Limits limits) {
            Content content = letter.content();
            Measure measure = content.measure();
            if (measure.size() > limits.size()) return unfit("5.3.4", "too big");
            if (measure.longestLine() > limits.textLine()) return unfit("5.6.0", "line too long");
            return measure.width().compareTo(limits.width()) > 0
                    ? unfit("5.6.3", "too wide")
                    : new Fit.Fits(content);
        }

        private static Fit unfit(String status, String words) {
            return new Fit.Unfit(Diagnosis.ours(status, words));
        }

        @Override
        public void settle(Recipient recipient, Outcome outcome) {
            if (!settled.add(recipient)) throw new AssertionError("settled twice: " + recipient);
            results.add(
                    printable(recipient.path().toString())
                            + switch (outcome) {
                                case Outcome.Delivered(_, var reply) -> " delivered " + reply;
                                case Outcome.Deferred(var why) ->
                                        " deferred " + why.status() + " " + why.reply();
                                case Outcome.Failed(var why) ->
                                        " failed " + why.status() + " " + why.reply();
                            });
        }

        private static String printable(String text) {
            return text.replace("\u00e9", "\\xe9");
        }

        @Override
        public void settleRest(Outcome outcome) {
            for (Recipient recipient : recipients) {
                if (!settled.contains(recipient)) settle(recipient, outcome);
            }
        }
    }
}
