package org.posthouse.ports.identify;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

/// A row of a test's table: a service that is pretended to, and what it is to be told for.
///
/// @param expected as [Pretended#told] puts it
/// @param like the port at which it is taken to be found
record Service(String name, String expected, int like, Patience patience, Pretended.Part part) {
    /// Looks whether it is told for what is expected.
    ///
    /// @return what was said to it, by all callers
    List<String> tell() throws IOException {
        try (var pretended = Pretended.playing(part)) {
            Identity identity = pretended.identified(patience, like);
            assertThat(Pretended.told(identity)).as("%s", identity.evidence()).isEqualTo(expected);
            return pretended.heard();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
