package org.posthouse.ports.identify;

import module java.base;

/// How long it takes to find out what speaks at a port of loopback, with the waits that hold there:
/// the median of many rounds for each of a few pretended services. No test; bench/README.md has its
/// figures.
final class IdentifyBench {
    private static final int WARMING = 20;
    private static final int ROUNDS = 51;
    private static final int ROUNDS_OF_SILENT = 9;

    private IdentifyBench() {}

    private static final Map<String, Pretended.Part> TALKERS =
            new TreeMap<>(
                    Map.of(
                            "smtp",
                            caller -> {
                                caller.line("220 mail.example ESMTP");
                                caller.answer(
                                        "NOOP", "250", "EHLO", "250 me", "QUIT", "221", "500");
                            },
                            "mtp",
                            caller -> {
                                caller.line("220 mail.example");
                                caller.answer(
                                        "NOOP",
                                        "200",
                                        "MRSQ",
                                        "215 T",
                                        "HELP",
                                        "214 MAIL CONT ABRT",
                                        "500");
                            },
                            "ftp",
                            caller -> {
                                caller.line("220 (vsFTPd 3.0.3)");
                                caller.answer(
                                        "FEAT",
                                        "211-x\r\n211 end",
                                        "530 Please login with USER and PASS.");
                            },
                            "imap",
                            caller -> {
                                caller.line("* OK ready");
                                caller.answer("P1", "* CAPABILITY IMAP4\r\np1 OK", "* BYE");
                            },
                            "pop3",
                            caller -> {
                                caller.line("+OK ready");
                                caller.answer("CAPA", "+OK\r\n.", "+OK");
                            },
                            "ssh",
                            caller -> {
                                caller.line("SSH-2.0-OpenSSH_9.2p1");
                                caller.line();
                                caller.say("\0\0\0\u0014\u0008\u0014xxxxxxxx");
                            }));

    private static final Map<String, Pretended.Part> SILENT =
            new TreeMap<>(
                    Map.of(
                            "silent",
                            Pretended.Caller::listen,
                            "http",
                            caller -> {
                                caller.piece();
                                caller.say("HTTP/1.0 200 OK\r\n\r\n");
                            }));

    public static void main(String[] words) throws IOException {
        measure(TALKERS, ROUNDS);
        measure(SILENT, ROUNDS_OF_SILENT);
    }

    private static void measure(Map<String, Pretended.Part> services, int rounds)
            throws IOException {
        for (Map.Entry<String, Pretended.Part> service : services.entrySet()) {
            try (var pretended = Pretended.playing(service.getValue())) {
                if (rounds == ROUNDS) for (int i = 0; i < WARMING; i++) millis(pretended);
                double[] times =
                        IntStream.range(0, rounds)
                                .mapToDouble(_ -> millis(pretended))
                                .sorted()
                                .toArray();
                System.out.printf(
                        Locale.ROOT,
                        "%-8s median %.1f ms, slowest %.1f ms, of %d%n",
                        service.getKey(),
                        times[rounds / 2],
                        times[rounds - 1],
                        rounds);
            }
        }
    }

    private static double millis(Pretended pretended) {
        long began = System.nanoTime();
        Checked checked = new Identifier().check(pretended.target());
        double millis = (System.nanoTime() - began) / 1e6;
        if (checked.identity().isEmpty()) throw new IllegalStateException("it is not there");
        return millis;
    }
}
