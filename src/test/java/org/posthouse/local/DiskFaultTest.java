package org.posthouse.local;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

final class DiskFaultTest {
    private static final Path MAILDIR = Path.of("/mail/joe");

    @Test
    void eachFaultHasItsStatus() {
        assertThat(status(new IOException("No space left on device"))).isEqualTo("4.3.1");
        assertThat(status(new FileSystemException("/mail/joe", null, "Disk quota exceeded")))
                .isEqualTo("4.2.2");
        assertThat(status(new AccessDeniedException("/mail/joe/tmp/x"))).isEqualTo("4.3.0");
        assertThat(status(new FileSystemException("/mail", null, "Read-only file system")))
                .isEqualTo("4.3.0");
        assertThat(status(new EOFException())).isEqualTo("4.3.0");
    }

    @Test
    void theWordsHelpTheOperator() {
        assertThat(words(new AccessDeniedException("/mail/joe/tmp/x")))
                .contains("/mail/joe/tmp/x", System.getProperty("user.name"));
        assertThat(words(new EOFException())).contains("/mail/joe", "EOFException");
    }

    private static String status(IOException fault) {
        return DiskFault.outcome(MAILDIR, fault).why().status();
    }

    private static String words(IOException fault) {
        return DiskFault.outcome(MAILDIR, fault).why().reply();
    }
}
