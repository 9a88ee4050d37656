package org.posthouse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The tests run on the JDK that the toolchain chose, whatever Java started Maven.
final class ToolchainTest {
    @Test
    void runsOnJava25OrNewer() {
        assertThat(Runtime.version().feature()).isGreaterThanOrEqualTo(25);
    }
}
