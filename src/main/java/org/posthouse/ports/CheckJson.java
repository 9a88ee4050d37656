package org.posthouse.ports;

import static org.posthouse.ports.JsonText.object;

import module java.base;

import org.posthouse.ports.identify.Checked;
import org.posthouse.ports.identify.Evidence;
import org.posthouse.ports.identify.Identity;
import org.posthouse.ports.identify.Observed;
import org.posthouse.ports.identify.Product;
import org.posthouse.ports.identify.Security;

/// A [CheckReport] for programs (docs/ports.md). The names are a contract.
final class CheckJson {
    private CheckJson() {}

    static Map<String, Object> of(CheckReport report) {
        Checked checked = report.checked();
        Optional<Identity> identity = checked.identity();
        return object(
                "host", report.host(),
                "address", CheckReport.address(checked),
                "port", checked.target().port(),
                "transport", report.registered().transport().word(),
                "reach", report.reach(),
                "why", checked.why(),
                "connectingMs", checked.connecting().toNanos() / 1e6,
                "observed", identity.map(CheckJson::observed),
                "product", identity.flatMap(Identity::product).map(CheckJson::product),
                "tls", identity.flatMap(Identity::security).map(tls -> tls(tls, report.now())),
                "registered",
                        object(
                                "state",
                                report.registered().state().words(),
                                "names",
                                report.registered().names()),
                "historic", report.historic(),
                "registry", report.registryDate(),
                "here",
                        report.here()
                                .map(
                                        one ->
                                                object(
                                                        "listeners",
                                                        one.listeners(),
                                                        "owner",
                                                        one.owner())),
                "tried", report.others().stream().map(CheckJson::other).toList(),
                "notes", identity.map(Identity::notes).orElse(List.of()),
                "evidence",
                        identity.map(Identity::evidence).orElse(List.of()).stream()
                                .map(CheckJson::evidence)
                                .toList());
    }

    private static Map<String, Object> other(Checked other) {
        return object(
                "address",
                CheckReport.address(other),
                "reach",
                other.reach().word(),
                "why",
                other.why());
    }

    static Map<String, Object> observed(Identity identity) {
        String edition = identity.observed() instanceof Observed.Speaks(_, var e, _) ? e : "";
        String why = identity.observed() instanceof Observed.Unknown(var w) ? w : "";
        return object(
                "spoken", identity.spoken(),
                "protocol", identity.observed().named().map(p -> p.word()),
                "edition", edition,
                "confidence", identity.observed().sureness().map(c -> c.word()),
                "why", why);
    }

    private static Map<String, Object> product(Product product) {
        return object("name", product.name(), "version", product.version());
    }

    private static Map<String, Object> tls(Security security, Instant now) {
        return object(
                "version", security.version(),
                "cipher", security.cipher(),
                "alpn", security.application(),
                "certificate", security.certificate().map(one -> certificate(one, now)));
    }

    private static Map<String, Object> certificate(Security.Certificate certificate, Instant now) {
        return object(
                "subject", certificate.subject(),
                "issuer", certificate.issuer(),
                "names", certificate.names(),
                "from", certificate.from().toString(),
                "until", certificate.until().toString(),
                "daysLeft", certificate.daysLeft(now),
                "selfIssued", certificate.isSelfIssued());
    }

    private static Map<String, Object> evidence(Evidence evidence) {
        boolean note = evidence.side() == Evidence.Side.NOTE;
        return object(
                "side", evidence.side().name().toLowerCase(Locale.ROOT),
                "text", evidence.shown(),
                "octets", note ? "" : OctetDump.hexadecimal(evidence.octets(), ""));
    }
}
