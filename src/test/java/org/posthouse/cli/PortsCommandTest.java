package org.posthouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

/// `posthouse ports` as a person sees it.
final class PortsCommandTest {
    private final Terminal terminal = new Terminal(PortsCommand.line());

    @Test
    void whatIsNoPortIsSaidInALine() {
        assertThat(terminal.run("ports", "65536")).isEqualTo(2);
        assertThat(terminal.err()).contains("65536").hasLineCount(1);
        assertThat(terminal.out()).isEmpty();
    }
}
