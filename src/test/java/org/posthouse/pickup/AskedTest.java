package org.posthouse.pickup;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.Requests;

/// What is asked for in a control file: written and read as inverses, and refused where it makes no
/// sense.
final class AskedTest {
    private static final String FILE = "FILE:x\nFROM:<a@b>\n";

    @Property
    void whatIsWrittenIsRead(
            @ForAll("requests") Request request, @ForAll("reportings") Reporting reporting) {
        String line = Asked.line(request);
        if (!request.equals(Request.NONE))
            assertThat(Asked.read(line.strip())).isEqualTo(new Asked.OfRecipient(request));
        else assertThat(line).isEmpty();
        String other = Asked.line(reporting);
        if (!reporting.equals(Reporting.NONE))
            assertThat(Asked.read(other.strip())).isEqualTo(new Asked.OfMessage(reporting));
        else assertThat(other).isEmpty();
    }

    @Provide
    Arbitrary<Request> requests() {
        return Requests.requests();
    }

    @Provide
    Arbitrary<Reporting> reportings() {
        return Combinators.combine(
                        Arbitraries.of(Reporting.Ret.class).optional(),
                        Requests.xtexts().optional())
                .as((ret, envid) -> new Reporting(ret, envid, List.of()));
    }

    @Example
    void eachRecipientHasItsOwn() {
        var order =
                (Order.Good)
                        Order.read(
                                FILE
                                        + "; notices ret=FULL envid=\"x\"\n;; for people\n"
                                        + "TO:<c@d>\n; request notify=\"NEVER\"\nTO:<e@f>\n");
        assertThat(order.order().posted().reporting().ret()).contains(Reporting.Ret.FULL);
        assertThat(order.order().posted().to())
                .extracting(to -> to.request().wanted().written().orElse(""))
                .containsExactly("NEVER", "");
    }

    @Example
    void whatMakesNoSenseIsRefused() {
        for (String line :
                List.of(
                        "; request notify=NEVER",
                        "; notices ret=SOME\nTO:<c@d>",
                        "; notices ret=FULL ret=FULL\nTO:<c@d>",
                        "; notices ret=FULL\n; notices envid=x\nTO:<c@d>",
                        "TO:<c@d>\n; notices ret=FULL",
                        "TO:<c@d>\n; request notify=\"NEVER,SUCCESS\"",
                        "TO:<c@d>\n; request notify=NEVER held",
                        "TO:<c@d>\n; request envid=x",
                        "TO:<c@d>\n; request notify=\"NEVER",
                        "TO:<c@d>\n; held reason=x",
                        "TO:<c@d>\n; request orcpt=\"" + "\\\\".repeat(5000) + "\""))
            assertThat(Order.read(FILE + line + "\nTO:<g@h>\n"))
                    .as(line)
                    .isInstanceOf(Order.Bad.class);
    }
}
