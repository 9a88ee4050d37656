package org.posthouse.ports;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

/// JSON as `ports` writes it.
final class JsonTextTest {
    @Test
    void valuesOfEachKindInTheirOrder() {
        var object =
                JsonText.object(
                        "port", 57,
                        "open", true,
                        "empty", "",
                        "none", Optional.empty(),
                        "one", Optional.of("mtp"),
                        "list", List.of(1, 0.25, List.of(), Optional.empty()),
                        "inner", Map.of("a", 5_000_000_000L));
        assertThat(JsonText.of(object))
                .isEqualTo(
                        "{\"port\":57,\"open\":true,\"one\":\"mtp\",\"list\":[1,0.25,[],null],"
                                + "\"inner\":{\"a\":5000000000}}");
    }

    /// What a service said must not move a terminal's cursor nor end a page's script.
    @Test
    void whatIsNotPlainIsEscaped() {
        String text = "</script>\u001b[2J\u007f\u009b5Aä😀\"\\\n";
        String json = JsonText.of(text);
        assertThat(json).matches("[ -~&&[^<]]+");
        assertThat(new JsonMapper().readValue(json, String.class)).isEqualTo(text);
    }
}
