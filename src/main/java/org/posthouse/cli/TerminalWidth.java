package org.posthouse.cli;

import module java.base;

/// How many columns the terminal has. Where the output goes elsewhere there is none, and then it is
/// as wide as terminals were.
final class TerminalWidth {
    private static final int USUAL = 80;
    private static final long PATIENCE = 500; // ms for stty(1), which answers within five

    private TerminalWidth() {}

    static int columns() {
        String told = System.getenv("COLUMNS");
        if (told != null && told.matches("[1-9]\\d{1,3}")) return Integer.parseInt(told);
        boolean shown =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        return shown ? asked() : USUAL;
    }

    /// `stty size` answers with rows and columns.
    private static int asked() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(new File("/dev/tty"))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!stty.waitFor(PATIENCE, TimeUnit.MILLISECONDS)) {
                stty.destroy();
                return USUAL;
            }
            String answer =
                    new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.matches("\\d+ [1-9]\\d{1,3}\\s*")
                    ? Integer.parseInt(answer.strip().replaceFirst(".* ", ""))
                    : USUAL;
        } catch (IOException _) {
            return USUAL;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }
}
