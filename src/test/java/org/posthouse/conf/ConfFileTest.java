package org.posthouse.conf;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the file is looked for, and in which order.
final class ConfFileTest {
    @TempDir private Path folder;

    private Optional<Path> found(String name, String value) {
        return ConfFile.find(folder.resolve("here"), Map.of(name, value), folder.resolve("system"));
    }

    private Path made(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }

    @Test
    void theNearestIsTaken() throws IOException {
        String home = folder.resolve("home").toString();
        assertThat(found("HOME", home)).isEmpty();
        Path system = made("system/posthouse/posthouse.toml");
        assertThat(found("HOME", home)).contains(system);
        Path own = made("home/.config/posthouse/posthouse.toml");
        assertThat(found("HOME", home)).contains(own);
        assertThat(found("XDG_CONFIG_HOME", home + "/.config")).contains(own);
        assertThat(found("XDG_CONFIG_HOME", folder.resolve("other").toString())).contains(system);
        Path here = made("here/posthouse.toml");
        assertThat(found("HOME", home)).contains(here);
    }

    @Test
    void aRelativeHomeDoesNotCount() throws IOException {
        assertThat(found("XDG_CONFIG_HOME", "relative")).isEmpty();
        assertThat(found("HOME", "")).isEmpty();
    }
}
