package org.posthouse.dispatch;

import module java.base;

import org.posthouse.conf.Reading;
import org.posthouse.conf.Section;
import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.PathReading;
import org.posthouse.mail.Rfc5321Path;

/// What this host is called. Mail to any of these names is for mailboxes here, unless a route says
/// otherwise; `localhost` and the loopback addresses always are among them.
///
/// @param host `host`: the name we go by in greetings and notices; by default this machine's
/// @param also `names`: further names of ours
public record Names(String host, List<String> also) {
    private static final List<String> LOOPBACK = List.of("localhost", "[127.0.0.1]", "[IPv6:::1]");
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    public Names {
        also = List.copyOf(also);
    }

    /// @param root the whole file
    public static Names from(Section root) {
        return new Names(
                root.one("host", machine(), Names::name),
                root.several("names", List.of(), Names::name));
    }

    static Reading<String> name(String text) {
        return host(text).isPresent()
                ? new Reading.Good<>(text)
                : new Reading.Bad<>(
                        "\"" + text + "\" is no host name; write it as relay.example.org");
    }

    /// A host in the form it has in a path.
    static Optional<Host> host(String text) {
        return switch (Rfc5321Path.read("<x@" + text + ">")) {
            case PathReading.Understood(MailPath(var route, var mailbox)) when route.isEmpty() ->
                    Optional.of(mailbox.host());
            case PathReading.Understood _, PathReading.Malformed _ -> Optional.empty();
        };
    }

    /// A name that was read with [#name].
    static Host known(String text) {
        return host(text).orElseThrow(() -> new IllegalArgumentException("no host: " + text));
    }

    /// The keys of all our names.
    Set<String> keys() {
        return Stream.of(Stream.of(host), also.stream(), LOOPBACK.stream())
                .flatMap(names -> names)
                .flatMap(name -> host(name).stream())
                .map(Host::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String machine() {
        try {
            String name =
                    Files.readString(KERNEL).strip(); // no resolver is asked, and none waited for
            if (host(name).isPresent()) return name;
        } catch (IOException _) {
            // not Linux
        }
        try {
            String name = InetAddress.getLocalHost().getHostName();
            if (host(name).isPresent()) return name;
        } catch (UnknownHostException _) {
            // a machine without a name
        }
        return "localhost";
    }
}
