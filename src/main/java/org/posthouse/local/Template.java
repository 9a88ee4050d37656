package org.posthouse.local;

import module java.base;

/// Where Maildirs are: an absolute path in which `{user}` stands for the user's name, made safe.
///
/// The name can add no component to the path and be neither `.` nor `..`: outside letters, digits,
/// `.`, `-`, `_` and `+` each of its octets in UTF-8 is percent-encoded, a leading dot too. Case is
/// folded, so `Joe` and `joe` share a Maildir.
record Template(Path path) {
    static final String USER = "{user}";

    private static final int NAME_MAX = 255; // octets of a file name on every usual file system
    private static final int PATH_MAX = 4095;
    private static final int INSIDE = 128; // octets of `new/` and the name of a letter in it

    /// What [#read] made of a text.
    sealed interface Read {}

    record Understood(Template template) implements Read {}

    /// @param why what is wrong and what would be right, for the operator
    record Malformed(String why) implements Read {}

    static Read read(String place) {
        String rest = place.replace(USER, "");
        if (!place.startsWith("/"))
            return new Malformed(
                    "a Maildir's place is an absolute path such as maildir:/var/mail/{user}, not \""
                            + place
                            + "\"");
        if (rest.contains("{") || rest.contains("}"))
            return new Malformed("only {user} may stand in braces in \"" + place + "\"");
        if (rest.chars().anyMatch(Character::isISOControl))
            return new Malformed("a control character in \"" + place + "\"");
        return new Understood(new Template(Path.of(place)));
    }

    /// The Maildir of a user.
    Path of(String user) {
        return Path.of(path.toString().replace(USER, safe(user)));
    }

    /// Whether that path is longer than a file system can name.
    static boolean tooLong(Path maildir) {
        if (octets(maildir) > PATH_MAX - INSIDE) return true;
        for (Path component : maildir) if (octets(component) > NAME_MAX) return true;
        return false;
    }

    private static int octets(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /// The folder that no user's name may lead out of: the path before its first `{user}`. Nothing
    /// when the path names no user, for then it is all the operator's own.
    Optional<Path> base() {
        for (int i = 0; i < path.getNameCount(); i++) {
            if (path.getName(i).toString().contains(USER))
                return Optional.of(
                        i == 0 ? path.getRoot() : path.getRoot().resolve(path.subpath(0, i)));
        }
        return Optional.empty();
    }

    static String safe(String user) {
        var name = new StringBuilder();
        for (byte octet : user.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet == '.' ? !name.isEmpty() : isPlain(octet);
            if (plain) name.append((char) octet);
            else name.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
        }
        return name.toString();
    }

    private static boolean isPlain(byte octet) {
        return octet >= 'a' && octet <= 'z'
                || octet >= '0' && octet <= '9'
                || octet == '-'
                || octet == '_'
                || octet == '+';
    }
}
