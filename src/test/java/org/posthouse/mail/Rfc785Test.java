package org.posthouse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 785's control file, line by line, and the names in it.
final class Rfc785Test {
    private static final String V = "\u0016";

    @Test
    void figure3IsRead() {
        String file =
                """
                FILE:<LINDA>^V[--UNSENT-MAIL-FILE--^V].MTP.1\r
                FROM:<Linda@ISIF>\r
                TO:<Cerf@ISIA>\r
                \0\0\0\
                """;
        assertThat(Rfc785Line.split(file.replace("^V", V)).stream().map(Rfc785Line::read))
                .containsExactly(
                        new Rfc785Line.File(
                                "<LINDA>" + V + "[--UNSENT-MAIL-FILE--" + V + "].MTP.1"),
                        new Rfc785Line.From("<Linda@ISIF>"),
                        new Rfc785Line.To("<Cerf@ISIA>"),
                        new Rfc785Line.Blank());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    FILE: <A>B.C.1 , File[name=<A>B.C.1]
                    `  TO: <a@b>`  , To[path=<a@b>]
                    from:<>        , From[path=<>]
                    ;; words       , Comment[text=;; words]
                    TO             , Unknown[]
                    To whom:<a@b>  , Unknown[]
                    :              , Unknown[]
                    """)
    void linesAreTold(String line, String read) {
        assertThat(Rfc785Line.read(line)).hasToString(read);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    <LINDA>^V[--UNSENT-MAIL-FILE--^V].MTP.1 , Full PS LINDA [--UNSENT-MAIL-FILE--].MTP.1 1
                    SNARK:<J.P>LETTER.TXT.131071   , Full SNARK J.P LETTER.TXT.131071 131071
                    <A>X.Y.131072                  , Full PS A X.Y.131072 0
                    <A>X.Y                         , Full PS A X.Y 0
                    <A>X.Y.0                       , Full PS A X.Y.0 0
                    <A>X.Y.-1                      , Full PS A X.Y.-1 0
                    <A>X^V.Y.2                     , Full PS A X.Y.2 0
                    <A>X^V.Y.Z.2;P777700;A1        , Full PS A X.Y.Z.2 2
                    <A^V>B>X^V;Y.Z.3               , Full PS A>B X;Y.Z.3 3
                    letter.text                    , Plain letter.text
                    ^V<letter^V^V                  , Plain <letter^V
                    letter^V                       , Plain letter^V
                    <A>                            , FILE: names no file
                    <A                             , the '>' after the directory is missing
                    X<A>B.C.1                      , only a structure such as PS: stands before the directory
                    """)
    void namesAreTakenApart(String name, String read) {
        String told =
                switch (Rfc785Name.read(name.replace("^V", V))) {
                    case Rfc785Name.Plain(var file) -> "Plain " + file;
                    case Rfc785Name.Full(var structure, var directory, var file, var generation) ->
                            "Full " + structure + " " + directory + " " + file + " " + generation;
                    case Rfc785Name.Malformed(var why) -> why;
                };
        assertThat(told.replace(V, "^V")).isEqualTo(read);
    }

    /// Whatever a directory's and a file's name are, quoted they come back.
    @Property(tries = 500)
    void quotingIsUndone(@ForAll String directory, @ForAll String file) {
        String here = file.replace("\0", "") + "x.Y";
        assertThat(Rfc785Name.read("<" + quoted(directory) + ">" + quoted(here) + ".7"))
                .isInstanceOfSatisfying(
                        Rfc785Name.Full.class,
                        name -> {
                            assertThat(name.directory()).isEqualTo(directory);
                            assertThat(name.file()).isEqualTo(here + ".7");
                        });
    }

    private static String quoted(String text) {
        return text.chars().mapToObj(c -> V + (char) c).collect(Collectors.joining());
    }

    @Property(tries = 500)
    void noiseIsReadToo(@ForAll String noise) {
        assertThat(Rfc785Line.split(noise).stream().map(Rfc785Line::read)).doesNotContainNull();
        assertThat(Rfc785Name.read(noise).here()).isNotEqualTo(Optional.of(""));
    }
}
