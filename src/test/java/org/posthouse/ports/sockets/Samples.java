package org.posthouse.ports.sockets;

import module java.base;

/// What the tools of real systems printed, kept beside the tests.
final class Samples {
    private Samples() {}

    static String text(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
