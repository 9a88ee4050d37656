package org.posthouse.ftpmail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.PathReading;

/// Recipients as they are read and as they are written: inverses, where both can.
final class NamesTest {
    private static final Naming NAMING = new Naming(Set.of(new Host.Name("MIT-AI")), 200);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KLH                      | KLH@Y",
                "Jane Doe                 | Jane Doe@Y",
                "KLH@MIT-AI               | KLH@MIT-AI",
                "KLH at MIT-AI            | KLH@MIT-AI",
                "KLH @ MIT-AI             | KLH@MIT-AI",
                "a%b@MIT-AI               | a%b@MIT-AI",
                "a@b@MIT-AI               | a@b@MIT-AI",
                "NSW-Joe                  | NSW-Joe@Y",
                "\"a,b\"                  | a,b@Y",
                "\"a,b\"@c                | a,b@c",
                "\"a\\\"@b\"@c            | a\"@b@c",
                "<a@b>                    | a@b",
                "<@r:a@b>                 | @r,a@b",
                "\"a at b\"                | a at b@Y",
                "\"a at b\"@c              | a at b@c",
                "\"a at \" at c            | a at @c",
                "a@[10.3.0.6]             | a@[10.3.0.6]",
                "a@#70                    | a@#70",
                "a,b                      | a@Y b@Y",
                "a at b, c at d,e         | a@b c@d e@Y",
                "a,                       | a@Y ?",
                ",                        | ? ?",
                "@b                       | ?",
                "a@                       | ?",
                "a@b c                    | ?",
                "<a@b                     | ?",
                "\"a                      | ?",
                "\"\"@b                   | ?",
            })
    void namesAreRead(String argument, String paths) {
        assertThat(read(argument)).isEqualTo(paths);
    }

    @Test
    void whatIsNoAsciiIsNoName() {
        assertThat(read("caf\u00e9")).isEqualTo("?");
        assertThat(read("a\tb")).isEqualTo("?");
        assertThat(read("\"\u007f\"@b")).isEqualTo("?");
    }

    private static String read(String argument) {
        return Ident.read(argument, "Y").stream()
                .map(
                        reading ->
                                switch (reading) {
                                    case PathReading.Understood(var path) -> path.toString();
                                    case PathReading.Malformed _ -> "?";
                                })
                .collect(Collectors.joining(" "));
    }

    @Property(tries = 5000)
    void nothingThrows(@ForAll String argument) {
        assertThat(Ident.read(argument, "Y")).isNotEmpty();
    }

    /// No name can end the command it is in, or become two.
    @Property(tries = 5000)
    void whatIsWrittenIsReadBack(@ForAll @CharRange(from = ' ', to = '~') String user) {
        if (user.isEmpty()) return;
        var mailbox = new Mailbox(user, new Host.Name("x.example"));
        switch (NAMING.write(MailPath.to(mailbox))) {
            case Naming.Written.Unfit _ -> assertThat(user).matches("(?s).*[^ -~].*|.{80,}");
            case Naming.Written.Fitting(var name) -> {
                assertThat(name).matches("[ -~]+");
                assertThat(Ident.read(name, "Y"))
                        .containsExactly(new PathReading.Understood(MailPath.to(mailbox)));
            }
        }
    }

    @Test
    void theHostsOwnUsersAreNamedAlone() {
        assertThat(written("KLH", "mit-ai")).isEqualTo("KLH");
        assertThat(written("KLH", "mit-ml")).isEqualTo("KLH@mit-ml");
        assertThat(written("K H", "mit-ai")).isEqualTo("\"K H\"");
        assertThat(written("a\"b", "x")).isEqualTo("\"a\\\"b\"@x");
        assertThat(written("a".repeat(194), "mit-ai")).startsWith("the command would have 201");
        assertThat(written("a\r\nQUIT", "mit-ai")).contains("not ASCII");
    }

    private static String written(String user, String host) {
        return switch (NAMING.write(MailPath.to(new Mailbox(user, new Host.Name(host))))) {
            case Naming.Written.Fitting(var name) -> name;
            case Naming.Written.Unfit(var why) -> why;
        };
    }
}
