package org.posthouse.local;

import module java.base;

import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Outcome;

/// Turns what a disk refused into an outcome. Nothing a disk does is the letter's fault, so all of
/// it is worth another attempt; the words are the operator's, who reads them in log and queue.
final class DiskFault {
    private static final long FULL = 64 * 1024; // octets left to us, or fewer

    private DiskFault() {}

    static Outcome.Deferred outcome(Path maildir, IOException fault) {
        return new Outcome.Deferred(
                switch (fault) {
                    case Maildir.LedAstray led ->
                            other(
                                    led.getFile()
                                            + " is a symbolic link out of the folder of the"
                                            + " Maildirs, or is behind one; remove it");
                    case AccessDeniedException denied ->
                            other(
                                    "no permission for "
                                            + denied.getFile()
                                            + "; give it to the user "
                                            + System.getProperty("user.name"));
                    case IOException _ when says(fault, "quota") ->
                            Diagnosis.ours("4.2.2", "the quota for " + maildir + " is used up");
                    case IOException _ when says(fault, "No space left") || full(maildir) ->
                            Diagnosis.ours("4.3.1", "no space left on the disk of " + maildir);
                    case NotDirectoryException _, FileAlreadyExistsException _ ->
                            other("something that is no folder is in the way of " + maildir);
                    case IOException _ ->
                            other("could not write to " + maildir + ": " + reason(fault));
                });
    }

    private static Diagnosis other(String words) {
        return Diagnosis.ours("4.3.0", words);
    }

    private static boolean says(IOException fault, String words) {
        return reason(fault).toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }

    private static String reason(IOException fault) {
        return Objects.requireNonNullElse(fault.getMessage(), fault.getClass().getSimpleName());
    }

    /// The system's words for a full disk depend on the language it was started in; the disk itself
    /// does not.
    private static boolean full(Path maildir) {
        try {
            return Files.getFileStore(Maildir.nearest(maildir)).getUsableSpace() < FULL;
        } catch (IOException _) {
            return false;
        }
    }
}
