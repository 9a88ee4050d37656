package org.posthouse.intake;

import module java.base;

import org.posthouse.conf.Section;

/// Who has a mailbox here: `[local] users`. The postmaster always has one (RFC 5321 section 4.5.1).
public sealed interface LocalUsers {
    /// Every name is a mailbox, made when its first message comes.
    record Any() implements LocalUsers {}

    /// @param names in lower case
    record Listed(Set<String> names) implements LocalUsers {}

    /// Reads `users = "any"`, a list of names, or the path of a file with a name on each line (`#`
    /// begins a comment).
    static LocalUsers from(Section local) {
        List<String> users = local.texts("users", List.of("any"));
        if (users.equals(List.of("any"))) return new Any();
        if (users.size() == 1 && users.getFirst().contains("/"))
            return file(local, users.getFirst());
        return listed(users.stream());
    }

    private static LocalUsers file(Section local, String file) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return listed(
                    lines.map(line -> line.replaceFirst("#.*", "").strip())
                            .filter(line -> !line.isEmpty()));
        } catch (IOException | UncheckedIOException e) {
            local.mistake(
                    "users",
                    "the file \""
                            + file
                            + "\" cannot be read; name a file with one user on each line");
            return new Any();
        }
    }

    private static LocalUsers listed(Stream<String> names) {
        return new Listed(
                names.map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    default boolean has(String user) {
        return user.equalsIgnoreCase("postmaster")
                || switch (this) {
                    case Any() -> true;
                    case Listed(var names) -> names.contains(user.toLowerCase(Locale.ROOT));
                };
    }

    /// Whether asking for a user's existence tells anything (RFC 5321 section 3.5.3).
    default boolean knows(String user) {
        return this instanceof Listed && has(user);
    }
}
