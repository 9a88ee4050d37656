package org.posthouse.ports.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {
    @Test
    void valuesAreRead() {
        assertThat(
                        JsonReader.read(
                                " {\"a\\\"\\u00e4\\n\": [1, -2, 0.5, true, false, null, \"\"],"
                                        + " \"b\": {}} "))
                .hasValue(
                        Map.of(
                                "a\"ä\n",
                                List.of(1L, "-2", "0.5", true, false, Optional.empty(), ""),
                                "b",
                                Map.of()));
        assertThat(JsonReader.read("[]")).hasValue(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1",
                "[1,]",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "tru",
                "nul",
                "\"",
                "\"\\",
                "\"\\u12",
                "\"\\uzzzz\"",
                "\"\\q\"",
                "1 2",
                "]",
                "[1 2]"
            })
    void whatIsNoJsonIsNotRead(String text) {
        assertThat(JsonReader.read(text)).isEmpty();
    }

    @Test
    void depthIsBounded() {
        assertThat(JsonReader.read("[".repeat(60) + "]".repeat(60))).isPresent();
        assertThat(JsonReader.read("[".repeat(1_000_000))).isEmpty();
    }
}
