package org.posthouse;

import module java.base;

/// What a newcomer reads first: where what is spoken, and a line to try for each.
final class FirstContact {
    private FirstContact() {}

    static void tell(
            PrintStream out, Settings settings, Optional<Path> file, List<Server.Place> places) {
        String host = settings.names().host();
        out.println(
                "Posthouse on "
                        + host
                        + "; mail and queue in "
                        + settings.data()
                        + "; "
                        + file.map(path -> "configured by " + path).orElse("no configuration"));
        for (Server.Place place : places) {
            String protocol = place.settings().spoken().protocol();
            out.printf(
                    "  %-8s %-22s%s%n",
                    protocol, shown(place.listener().address()), triedBy(protocol, place, host));
        }
        settings.pickup()
                .directory()
                .ifPresent(directory -> out.printf("  %-5s %s%n", "files", directory));
        out.println(
                "Ready. Mail for local users goes to "
                        + settings.data().resolve("mail")
                        + "/USER; Ctrl-C stops.");
        out.flush();
    }

    private static String triedBy(String protocol, Server.Place place, String host) {
        if (protocol.equals("NIFTP")) return " files, see docs/niftp.md";
        if (!(place.listener().address().getAddress() instanceof Inet4Address)) return "";
        return " try: ./posthouse send --via "
                + protocol.toLowerCase(Locale.ROOT)
                + "://"
                + shown(place.listener().address())
                + " --from me@"
                + host
                + " --to you@"
                + host;
    }

    private static String shown(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress().replaceFirst("(^|:)0(:0)+(:|$)", "::");
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
