package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.conf.Reading;
import org.posthouse.conf.Section;

/// To whom a listener gives which files, and how it speaks NIFTP.
///
/// @param tree the directory that is served
/// @param users by name
/// @param guest the name under which anybody may read, with a mail address as password
/// @param fileSize octets of the largest file that is taken
/// @param reserve octets of the disk that are left free: below them a sender is asked to wait, and
///   nothing new is taken. Without it, 256 MiB, but no more than a twentieth of the disk
/// @param mail what becomes of those who call the mail service by its name
public record NiftpSettings(
        Path tree,
        Map<String, User> users,
        Optional<String> guest,
        long fileSize,
        OptionalLong reserve,
        Mail mail,
        Manner manner) {
    /// Whether the mail service, where there is one, can be called here too.
    public enum Mail {
        SERVED,
        REFUSED
    }

    public NiftpSettings {
        users = Map.copyOf(users);
    }

    /// Without users: nobody gets in.
    public static NiftpSettings defaults(Path tree) {
        return new NiftpSettings(
                tree,
                Map.of(),
                Optional.empty(),
                1L << 30,
                OptionalLong.empty(),
                Mail.SERVED,
                Manner.defaults());
    }

    /// @param section a listener's table, `[listen.niftp]`
    public static NiftpSettings from(Section section) {
        Path tree = section.one("tree", Path.of(""), NiftpSettings::directory);
        if (!section.has("tree"))
            section.mistake("tree", "the directory that is served; there is no default");
        NiftpSettings byDefault = defaults(tree);
        Section users = section.table("user");
        return new NiftpSettings(
                tree,
                users.keys().stream()
                        .map(name -> User.from(name, users.table(name)))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toMap(User::name, Function.identity())),
                section.text("guest"),
                section.size("file-size", byDefault.fileSize),
                section.has("reserve")
                        ? OptionalLong.of(section.size("reserve", 0))
                        : OptionalLong.empty(),
                section.yes("mail", true) ? Mail.SERVED : Mail.REFUSED,
                Manner.from(section));
    }

    private static Reading<Path> directory(String text) {
        try {
            Path path = Path.of(text).toAbsolutePath().normalize();
            return Files.isDirectory(path)
                    ? new Reading.Good<>(path)
                    : new Reading.Bad<>("there is no directory " + path);
        } catch (InvalidPathException _) {
            return new Reading.Bad<>("\"" + text + "\" is no directory name");
        }
    }
}
