package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Q says to each attribute, whatever its qualifier, and what P makes of what is returned
/// (docs/niftp.md, negotiation and the table of attributes), written as the recordings comment
/// them: `0e/23=005f`. Protocol and mode of access are added to each SFT where it does not have
/// them; messages are left out.
final class AnswersTest {
    private static final Pattern WRITTEN =
            Pattern.compile("(?<id>\\p{XDigit}{2})/(?<qualifier>\\p{XDigit}{2})=(?<value>\\S*)");

    private static List<Attribute> attributes(String text) {
        return WRITTEN.matcher(text).results().map(AnswersTest::attribute).toList();
    }

    private static Attribute attribute(MatchResult found) {
        int qualifier = Integer.parseInt(found.group("qualifier"), 16);
        Value value =
                switch (qualifier & 0x30) {
                    case 0x00 -> new Value.Unknown();
                    case 0x10 -> new Value.None();
                    case 0x20 -> new Value.Number(Integer.parseInt(found.group("value"), 16));
                    default -> new Value.Text(found.group("value").replace("\"", ""));
                };
        return new Attribute(
                Integer.parseInt(found.group("id"), 16),
                Operator.of(qualifier),
                qualifier >= 0x80 ? Attribute.Monitor.TOLD : Attribute.Monitor.QUIET,
                value);
    }

    private static List<Attribute> sft(String text) {
        var all = new ArrayList<>(attributes(text));
        if (all.stream().noneMatch(a -> a.id() == Meaning.PROTOCOL.id))
            all.addFirst(Attribute.equal(Meaning.PROTOCOL, 0x0100));
        if (all.stream().noneMatch(a -> a.id() == Meaning.ACCESS.id))
            all.add(Attribute.equal(Meaning.ACCESS, Access.MAKE));
        return all;
    }

    private static String answer(String sft, Profile profile) {
        List<Attribute> wanted = sft(sft);
        return switch (Negotiation.answer(wanted, profile)) {
            case Negotiation.Answer.Agreed(var agreement) ->
                    shown("RPOS", Negotiation.returned(wanted, agreement));
            case Negotiation.Answer.Refused(var refusal) ->
                    shown("RNEG", refusal.command().attributes());
        };
    }

    private static String shown(String verb, List<Attribute> attributes) {
        return attributes.stream()
                .filter(attribute -> attribute.id() != Meaning.MESSAGE.id)
                .map(Attribute::toString)
                .collect(Collectors.joining(" ", verb + " ", ""))
                .strip();
    }

    /// As the dossier's sections 6, 7 and 8 have it of unix-niftp.
    @ParameterizedTest
    @CsvSource({
        // protocol id: the high octet must be 01, the low one is free
        "00/22=0101, RPOS",
        "00/22=01ff, RPOS",
        "00/a2=01ff, RPOS 00/22=01ff",
        "00/22=0200, RNEG 00/25=0200 0f/22=1001",
        "00/22=000f, RNEG 00/25=000f 0f/22=1001",
        // mode of access
        "01/22=8004, RNEG 01/25=8004 0f/22=1001",
        "01/22=c001, RNEG 01/25=c001 0f/22=1001",
        "01/22=0006, RNEG 01/25=0006 0f/22=1001",
        "01/22=0000, RNEG 01/25=0000 0f/22=1001",
        "01/22=2001, RNEG 0f/22=1001", // probe-take-job-input
        // text code
        "02/22=0001, RPOS",
        "02/a2=0001, RPOS 02/22=0001",
        "02/23=000d, RPOS 02/22=0001",
        "02/23=000c, RNEG 02/25=000c 0f/22=1002",
        "02/22=0008, RNEG 02/25=0008 0f/22=1002",
        "02/97=, RPOS 02/22=0001",
        // text formatting
        "03/22=0010, RPOS",
        "03/a2=0010, RPOS 03/22=0010",
        "03/23=0010, RPOS",
        "03/23=00ff, RPOS 03/22=0080",
        "03/23=0043, RPOS 03/22=0040",
        "03/23=00fd, RPOS 03/22=0040",
        "03/23=0081, RPOS 03/22=0001",
        "03/23=0080, RPOS",
        "03/23=0000, RNEG 03/25=0000 0f/22=1002",
        "03/97=, RPOS 03/22=0080", // ANY: Q's own value
        "03/17=, RPOS 03/22=0080",
        "03/27=0001, RPOS 03/22=0080",
        // binary format
        "04/22=8002, RPOS",
        "04/23=8002, RPOS",
        "04/22=0004, RNEG 04/25=0004 0f/22=1002",
        // largest record
        "05/22=000a, RPOS",
        "05/a3=000a, RPOS 05/22=000a",
        "05/22=0000, RNEG 05/25=0000 0f/22=1002",
        "05/97=, RPOS 05/22=ffff",
        // transfer id, limit, estimate
        "08/22=1234, RPOS",
        "08/a2=1234, RPOS 08/22=1234",
        "06/23=1234 07/22=0001, RPOS",
        // known, not supported
        "09/32=\"XX\", RPOS 09/17=-",
        "09/b2=\"XX\", RPOS 09/17=-",
        "25/22=0100, RPOS 25/17=-",
        "26/23=0050 27/23=0042 29/32=\"YY\", RPOS 26/17=- 27/17=- 29/17=-",
        // window
        "0a/a3=0020, RPOS 0a/22=0020",
        "0a/a3=0008, RPOS 0a/22=0008",
        "0a/23=0008, RPOS",
        "0a/23=00ff, RPOS 0a/22=0020",
        "0a/97=, RPOS 0a/22=0020",
        "0a/23=0000, RNEG 0a/25=0000 0f/22=1002",
        // restart mark: left to us it is none, not the end of the file
        "0b/22=0000, RPOS",
        "0b/a3=0000, RPOS 0b/22=0000",
        "0b/97=, RPOS 0b/22=0000",
        "0b/a7=0005, RPOS 0b/22=0000",
        // time-out
        "0d/22=0258, RPOS",
        "0d/97=, RPOS 0d/22=0258",
        // facilities
        "0e/22=0000, RPOS",
        "0e/23=005f, RPOS",
        "0e/a3=005f, RPOS 0e/22=005f",
        "0e/23=ffff, RPOS 0e/22=005f",
        "0e/23=0020, RPOS 0e/22=0000",
        "0e/22=0020, RNEG 0e/25=0020 0f/22=1002",
        "0e/97=, RPOS 0e/22=005f",
        "0e/17=, RPOS 0e/22=005f",
        // data type
        "20/22=0001, RPOS",
        "20/23=0002, RPOS",
        "20/23=0003, RPOS 20/22=0001",
        "20/22=0004, RNEG 0f/22=1002 20/25=0004",
        "20/23=000e, RPOS 20/22=0002",
        // what has no effect
        "21/23=8000, RPOS",
        "21/a3=8000, RPOS 21/22=8000",
        "21/23=ffff, RPOS 21/22=8001",
        "21/22=4000, RNEG 0f/22=1002 21/25=4000",
        "22/23=0001, RPOS",
        "23/97=, RPOS 23/32=\"x\"",
        "50/97=, RPOS 50/32=\"lp\"",
        // word size
        "20/22=0002 24/22=0010, RPOS",
        "20/22=0002 24/23=0010, RPOS",
        "20/22=0002 24/23=0400, RPOS",
        "20/22=0002 24/23=0800, RPOS 24/22=0400",
        "20/22=0002 24/22=000c, RNEG 0f/22=1001 24/25=000c",
        "20/22=0002 24/23=000c, RNEG 0f/22=1001 24/25=000c", // the smaller of both: not lowered
        "20/22=0002 24/22=0018, RNEG 0f/22=1001 24/25=0018", // 2048 is no multiple
        "20/22=0002 24/22=0000, RNEG 0f/22=1001 24/25=0000",
        // names; secrets are not sent back
        "40/b2=\"x\" 42/b2=\"pat\" 44/b2=\"letmein\", RPOS 40/32=\"x\" 42/32=\"pat\" 44/17=-",
        "40/97= 42/97=, RPOS 40/17=- 42/17=-",
        "45/b2=\"x\" 4b/b2=\"y\" 51/b2=\"z\", RPOS 45/17=- 4b/17=- 51/17=-",
        "4a/32=\"account\" 80/32=\"options\", RPOS",
        "80/22=0001, RPOS",
        // messages are no subject of negotiation, and may come often
        "71/32=\"one\" 71/32=\"two\" 70/32=\"three\" 71/b2=\"four\", RPOS",
        // nobody knows it
        "62/22=0001, RNEG 0f/22=1001",
        "ff/97=, RNEG 0f/22=1001",
        // not known to P: as if not mentioned
        "03/00= 0e/00=, RPOS",
        // a wrong kind of value
        "0e/32=\"x\", RNEG 0e/35=\"x\" 0f/22=1002",
        "40/22=0001, RNEG 0f/22=1002 40/25=0001",
        // several at once: each that failed, and the state once
        "02/22=0004 0e/22=ffff, RNEG 02/25=0004 0e/25=ffff 0f/22=1002",
    })
    void whatUnixNiftpSays(String sft, String answer) {
        assertThat(answer(sft, Profile.UNIX_NIFTP)).isEqualTo(answer);
    }

    /// Where the everyday profile chooses otherwise (docs/niftp.md, profiles).
    @ParameterizedTest
    @CsvSource({
        "03/23=00ff, RPOS 03/22=0001",
        "03/23=00fe, RPOS 03/22=0002",
        "03/97=, RPOS 03/22=0001",
        "03/17=, RPOS",
        "0e/97=, RPOS 0e/22=0000", // whoever does not know it does nothing of it
        "0e/17=, RPOS",
        "0a/a3=00ff, RPOS 0a/22=00ff",
        "0b/a7=0005, RPOS 0b/22=0000",
        "20/22=0002 24/22=0018, RPOS",
        "20/22=0002 24/23=000c, RPOS 24/22=0008",
        "20/22=0002 24/22=000c, RNEG 0f/22=1001 24/25=000c",
    })
    void whatTheEverydayProfileSays(String sft, String answer) {
        assertThat(answer(sft, Profile.EVERYDAY)).isEqualTo(answer);
    }

    /// P's check of RPOS: within what was sent; what was not sent is free where the data do not
    /// depend on it.
    @ParameterizedTest
    @CsvSource({
        "03/23=00ff, 03/22=0004, true",
        "03/23=00ff, 03/22=0003, false",
        "03/23=00ff, 03/22=0100, false",
        "03/23=00ff, '', false",
        "'', '', true",
        "'', 03/22=0080, false",
        "01/22=0003, 01/22=0002, true",
        "01/22=0003, 01/22=0001, true",
        "01/22=0003, 01/22=0004, false",
        "01/22=0005, 01/22=0004, true",
        "01/22=0001, 01/22=0002, false",
        "00/22=0100, 00/22=0101, true",
        "00/22=0100, 00/22=0200, false",
        "0a/a3=0020, 0a/22=0002, true",
        "0a/a3=0020, 0a/22=0021, false",
        "0b/23=0002, 0b/22=0001, true",
        "0b/23=0002, 0b/22=0003, false",
        "0b/22=0000, 0b/22=0001, false",
        "0e/23=005f, 0e/22=0000, true",
        "0e/23=005f, 0e/22=0080, false",
        "'', 0e/22=0001, false",
        "20/23=0002, 20/22=0001, false",
        "60/22=0001, 60/22=0009, true",
        "'', 05/22=000a, true",
        "'', 62/22=0001, true", // unknown: ignored
        "'', 09/17=-, true",
        // what the data do not depend on
        "20/23=0002, 03/22=0080, true",
        "20/23=0002, 04/22=0002, true",
        "'', 24/22=0010, true",
        "'', 04/22=8000, true",
        "20/23=0002 24/23=0010, 04/22=0002, false",
        "20/23=0002, 24/22=0010, false",
    })
    void whatPTakes(String sent, String returned, boolean taken) {
        assertThat(Verification.check(sft(sent), attributes(returned)))
                .isInstanceOf(
                        taken
                                ? Verification.Verdict.Accepted.class
                                : Verification.Verdict.Objection.class);
    }
}
