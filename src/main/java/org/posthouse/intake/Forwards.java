package org.posthouse.intake;

import module java.base;

import org.posthouse.conf.Section;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Rfc5321Path;

/// Whose mail goes on to another mailbox, and to which: `[local] forward` (RFC 780 section 3.1, RFC
/// 5321 section 3.4).
///
/// @param mailboxes the new ones, by users' names in lower case
public record Forwards(Map<String, Mailbox> mailboxes) {
    public static final Forwards NONE = new Forwards(Map.of());

    private static final int MOST = 10; // from one to the next

    public Forwards {
        mailboxes = Map.copyOf(mailboxes);
    }

    /// Reads `forward = ["user: mailbox", …]`, or the path of a file with one on each line (`#`
    /// begins a comment).
    public static Forwards from(Section local) {
        List<String> lines = local.texts("forward", List.of());
        var mailboxes = new HashMap<String, Mailbox>();
        if (lines.size() == 1 && !lines.getFirst().contains(":") && lines.getFirst().contains("/"))
            file(local, lines.getFirst(), mailboxes);
        else for (String line : lines) read(local, line, "", mailboxes);
        return new Forwards(mailboxes);
    }

    private static void file(Section local, String file, Map<String, Mailbox> to) {
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).replaceFirst("#.*", "").strip();
                if (!line.isEmpty()) read(local, line, file + " line " + (i + 1) + ": ", to);
            }
        } catch (IOException e) {
            local.mistake(
                    "forward",
                    "the file \""
                            + file
                            + "\" cannot be read; name a file with \"user: mailbox\" on each line");
        }
    }

    private static void read(Section local, String line, String where, Map<String, Mailbox> to) {
        int colon = line.indexOf(':');
        String user = line.substring(0, Math.max(colon, 0)).strip();
        String mailbox = line.substring(colon + 1).strip();
        if (!user.isEmpty()
                && Rfc5321Path.read("<" + mailbox + ">")
                        instanceof PathReading.Understood(MailPath(var route, var read))
                && route.isEmpty()) to.put(user.toLowerCase(Locale.ROOT), read);
        else
            local.mistake(
                    "forward",
                    where
                            + "\""
                            + line
                            + "\" is not user: mailbox, such as \"waldo: waldo@isi.example\"");
    }

    boolean has(String user) {
        return mailboxes.containsKey(user.toLowerCase(Locale.ROOT));
    }

    /// The mailbox that mail to a user of ours ends up in: his own, if he has moved nowhere.
    ///
    /// @param ours whether a mailbox is at this host, so that the table has a say in it
    Mailbox end(Mailbox mailbox, Predicate<Mailbox> ours) {
        Mailbox at = mailbox;
        for (int i = 0; i < MOST && ours.test(at); i++) {
            Mailbox next = mailboxes.get(at.user().toLowerCase(Locale.ROOT));
            if (next == null || next.equals(at)) return at;
            at = next;
        }
        return at;
    }
}
