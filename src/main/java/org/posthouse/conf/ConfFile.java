package org.posthouse.conf;

import module java.base;

/// Where the configuration file is when nobody names one.
public final class ConfFile {
    private static final String NAME = "posthouse.toml";
    private static final Path SYSTEM = Path.of("/etc");

    private ConfFile() {}

    /// The first that exists of `./posthouse.toml`, `$XDG_CONFIG_HOME/posthouse/posthouse.toml` and
    /// `/etc/posthouse/posthouse.toml`.
    public static Optional<Path> find() {
        return find(Path.of(""), System.getenv(), SYSTEM);
    }

    static Optional<Path> find(Path here, Map<String, String> environment, Path system) {
        return Stream.of(
                        Stream.of(here.resolve(NAME)),
                        home(environment).map(ConfFile::below),
                        Stream.of(below(system)))
                .flatMap(candidates -> candidates)
                .filter(Files::exists)
                .findFirst();
    }

    /// `$XDG_CONFIG_HOME`, else `$HOME/.config`, as the XDG base directory specification has it;
    /// relative paths do not count there.
    private static Stream<Path> home(Map<String, String> environment) {
        return Stream.of(
                        environment.getOrDefault("XDG_CONFIG_HOME", ""),
                        environment.getOrDefault("HOME", "") + "/.config")
                .filter(path -> path.startsWith("/") && !path.equals("/.config"))
                .limit(1)
                .map(Path::of);
    }

    private static Path below(Path directory) {
        return directory.resolve("posthouse").resolve(NAME);
    }
}
