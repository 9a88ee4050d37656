package org.posthouse.control;

import module java.base;

import org.posthouse.mail.Content;
import org.posthouse.mail.DomainOrder;
import org.posthouse.mail.Host;
import org.posthouse.mail.JntEnvelope;
import org.posthouse.mail.JntManner;
import org.posthouse.mail.JntPath;
import org.posthouse.mail.JntWriter;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Message;
import org.posthouse.mail.MessageId;
import org.posthouse.mail.Recipient;

/// Writes what waits in a queue into a directory as letters for NI MAIL, in the form of RFC 786: a
/// file for each message and next host, `ID-1.NIMAIL`, in which all addresses have that host. The
/// queue stays as it is. What there is to know besides (who has the message already, who is held)
/// is [Export]'s to write; `pickup` takes these files.
public final class NimailExport {
    private static final int BATCH = 500;
    private static final JntManner MANNER = JntManner.of(DomainOrder.INTERNET);

    private final QueueWork queue;
    private final Host us;
    private final Path directory;
    private long files;
    private long unwritable;

    /// What was done.
    ///
    /// @param unwritable recipients whom no address of NI MAIL can name
    public record Count(long files, long unwritable) {}

    /// @param host our name in the trace
    public NimailExport(QueueWork queue, String host, Path directory) {
        this.queue = queue;
        this.us = new Host.Name(host);
        this.directory = directory;
    }

    /// Durable when this returns. A message that is delivered meanwhile is left out.
    public Count run() throws IOException {
        Export.prepare(directory);
        Optional<MessageId> after = Optional.empty();
        do {
            var ids = new ArrayList<MessageId>();
            after = queue.list(Filter.ANY, after, BATCH, entry -> ids.add(entry.id()));
            for (MessageId id : ids) write(id);
        } while (after.isPresent());
        Export.sync(directory);
        return new Count(files, unwritable);
    }

    private void write(MessageId id) throws IOException {
        Optional<Letter> letter = queue.show(id);
        if (letter.isEmpty()) return;
        Collection<List<MailPath>> groups = byNextHost(letter.get().recipients());
        Path text = directory.resolve("." + id);
        try {
            boolean there;
            try (OutputStream to = Files.newOutputStream(text, StandardOpenOption.CREATE_NEW)) {
                there = queue.cat(id, to);
            }
            if (there) write(letter.get().message(), groups, text);
        } finally {
            Files.deleteIfExists(text);
        }
    }

    private Collection<List<MailPath>> byNextHost(List<Recipient> recipients) {
        var groups = new LinkedHashMap<String, List<MailPath>>();
        for (Recipient recipient : recipients) {
            if (!recipient.state().open()) continue;
            MailPath path = recipient.path();
            if (JntPath.write(path, MANNER.order()).isPresent())
                groups.computeIfAbsent(path.next().key(), _ -> new ArrayList<>()).add(path);
            else unwritable++;
        }
        return groups.values();
    }

    private void write(Message message, Collection<List<MailPath>> groups, Path text)
            throws IOException {
        int number = 0;
        for (List<MailPath> to : groups) {
            Path file = directory.resolve(message.id() + "-" + ++number + ".NIMAIL");
            var envelope =
                    new JntEnvelope(
                            us,
                            message.from(),
                            to,
                            Optional.empty(),
                            Optional.of(message.origin().arrival()));
            try (InputStream letter =
                            JntWriter.bare(MANNER, envelope, new FileContent(message, text));
                    OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
                copy(letter, out);
            }
            Export.sync(file);
            files++;
        }
    }

    /// Lines end with CRLF.
    private static void copy(InputStream letter, OutputStream out) throws IOException {
        var lines = new BufferedOutputStream(out);
        var in = new BufferedInputStream(letter);
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') lines.write('\r');
            lines.write(octet);
        }
        lines.flush();
    }

    /// A message's octets in a file of ours.
    private record FileContent(Message message, Path file) implements Content {
        @Override
        public Measure measure() {
            return message.content().measure();
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }
}
