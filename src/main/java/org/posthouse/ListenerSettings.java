package org.posthouse;

import module java.base;

import org.posthouse.cli.ServeOptions.Ports;
import org.posthouse.conf.Address;
import org.posthouse.conf.Section;
import org.posthouse.ftpmail.FtpmailSettings;
import org.posthouse.mtp.MtpSettings;
import org.posthouse.nimail.NimailSettings;
import org.posthouse.nimail.niftp.NiftpSettings;
import org.posthouse.smtp.SmtpSettings;
import org.posthouse.wire.Listener.Capacity;

/// One `[listen.NAME]`: where it listens and what it speaks.
///
/// @param name of the table
/// @param addresses at least one
/// @param sessions at one time in all, and from one address (loopback exempt)
record ListenerSettings(String name, List<Address> addresses, Capacity sessions, Spoken spoken) {
    /// What a listener speaks, with that protocol's settings.
    sealed interface Spoken {
        String protocol();

        record Smtp(SmtpSettings settings) implements Spoken {
            @Override
            public String protocol() {
                return "SMTP";
            }
        }

        record Mtp(MtpSettings settings) implements Spoken {
            @Override
            public String protocol() {
                return "MTP";
            }
        }

        record Ftpmail(FtpmailSettings settings) implements Spoken {
            @Override
            public String protocol() {
                return "FTPMAIL";
            }
        }

        record Nimail(NimailSettings settings) implements Spoken {
            @Override
            public String protocol() {
                return "NIMAIL";
            }
        }

        record Niftp(NiftpSettings settings) implements Spoken {
            @Override
            public String protocol() {
                return "NIFTP";
            }
        }
    }

    /// The ports of a protocol: the standard one, and ours for those who may not bind that (8000
    /// more).
    enum Port {
        SMTP(25),
        MTP(57),
        FTPMAIL(21),
        NIFTP(47),
        NIMAIL(61);

        private final int standard;

        Port(int standard) {
            this.standard = standard;
        }

        int number(Ports ports) {
            return ports == Ports.STANDARD ? standard : 8000 + standard;
        }
    }

    private static final List<String> PROTOCOLS =
            List.of("smtp", "mtp", "ftpmail", "nimail", "niftp");

    /// Those that can do without settings; NIFTP needs files to serve and users to serve them to.
    private static final List<String> BY_DEFAULT = List.of("smtp", "mtp", "ftpmail", "nimail");

    private static final int SESSIONS = 1000;
    private static final int PER_PEER = 50;

    /// All listeners of a configuration: those it names, or each protocol's own when it names none.
    static List<ListenerSettings> from(Section root, Ports ports) {
        Section listen = root.table("listen");
        Collection<String> names = listen.keys().isEmpty() ? BY_DEFAULT : listen.keys();
        return names.stream()
                .map(name -> one(name, listen, ports))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<ListenerSettings> one(String name, Section listen, Ports ports) {
        Section table = listen.table(name);
        String protocol = table.text("protocol", name);
        if (!PROTOCOLS.contains(protocol)) {
            listen.mistake(
                    name,
                    "\""
                            + protocol
                            + "\" is no protocol this version listens for; set protocol to one of "
                            + String.join(", ", PROTOCOLS));
            return Optional.empty();
        }
        int port = Port.valueOf(protocol.toUpperCase(Locale.ROOT)).number(ports);
        return Optional.of(
                new ListenerSettings(
                        name,
                        table.several("address", loopback(port), Address::read),
                        new Capacity(
                                table.number("sessions", SESSIONS, 1, 1_000_000),
                                table.number("sessions-per-peer", PER_PEER, 1, 1_000_000)),
                        spoken(Port.valueOf(protocol.toUpperCase(Locale.ROOT)), table)));
    }

    private static Spoken spoken(Port protocol, Section table) {
        return switch (protocol) {
            case SMTP -> new Spoken.Smtp(SmtpSettings.from(table));
            case MTP -> new Spoken.Mtp(MtpSettings.from(table));
            case FTPMAIL -> new Spoken.Ftpmail(FtpmailSettings.from(table));
            case NIMAIL -> new Spoken.Nimail(NimailSettings.from(table));
            case NIFTP -> new Spoken.Niftp(NiftpSettings.from(table));
        };
    }

    /// Whether a machine that cannot bind this address may do without: one that nobody asked for.
    boolean optional(Address address) {
        return address.host().contains(":") && addresses.equals(loopback(address.port()));
    }

    private static List<Address> loopback(int port) {
        return List.of(new Address("127.0.0.1", port), new Address("::1", port));
    }
}
