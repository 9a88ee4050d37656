package org.posthouse.ports.sockets;

import module java.base;

/// Names of users, from the password file alone: whoever asks a directory service sends packets. A
/// user without a name there is shown by number.
final class Users {
    private final Map<Integer, String> names;

    private Users(Map<Integer, String> names) {
        this.names = names;
    }

    static Users read(Path passwd) {
        var names = new HashMap<Integer, String>();
        try (Stream<String> lines = Files.lines(passwd, StandardCharsets.ISO_8859_1)) {
            lines.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 2 && fields[2].matches("\\d{1,9}"))
                    .forEach(fields -> names.putIfAbsent(Integer.parseInt(fields[2]), fields[0]));
        } catch (IOException | UncheckedIOException _) {
            return new Users(Map.of()); // numbers will do
        }
        return new Users(names);
    }

    String name(int user) {
        return names.getOrDefault(user, Integer.toUnsignedString(user));
    }
}
