package org.posthouse.nimail.niftp;

import module java.base;

/// What a listener has behind it: a service for the straight mapping, where the port names it, and
/// those that a caller may name (docs/niftp.md, on TCP).
///
/// @param byPort for the straight mapping, and for an empty name
/// @param byName in small letters
/// @param unknown for names that are no service's anywhere; without one they are refused
public record Services(Service byPort, Map<String, Service> byName, Optional<Service> unknown) {
    private static final Set<String> FILES = Set.of("ftp", "niftp");

    /// `.pp` is PP's mail.
    private static final Set<String> MAIL = Set.of("ftp.mail", "niftp.mail", "ftp.pp", "niftp.pp");

    private static final Pattern KNOWN = Pattern.compile("(?:ni)?ftp(?:\\.(?:mail|jtmp|news|pp))?");

    /// Whom a name leads to.
    ///
    /// @param notes for the caller
    record Reached(Service service, List<String> notes) {}

    public Services {
        byName = Map.copyOf(byName);
    }

    /// Of the port of files. A name that nobody knows is taken for them, as unix-niftp does.
    public static Services files(Service files) {
        return new Services(files, named(FILES, files), Optional.of(files));
    }

    /// Of the port of mail.
    public static Services mail(Service mail) {
        return new Services(mail, named(MAIL, mail), Optional.empty());
    }

    /// With mail behind its names too.
    public Services and(Service mail) {
        var all = new HashMap<>(byName);
        all.putAll(named(MAIL, mail));
        return new Services(byPort, all, unknown);
    }

    private static Map<String, Service> named(Set<String> names, Service service) {
        return names.stream().collect(Collectors.toMap(name -> name, _ -> service));
    }

    Reached reached(String name) {
        if (name.isEmpty()) return new Reached(byPort, List.of());
        Service named = byName.get(name);
        if (named != null) return new Reached(named, List.of());
        return unknown.filter(_ -> !KNOWN.matcher(name).matches())
                .map(
                        service ->
                                new Reached(
                                        service,
                                        List.of("Unknown service, taken for file transfer")))
                .orElseGet(() -> new Reached((_, _) -> none(name), List.of()));
    }

    /// Not offered here, which is not the same as unknown.
    private static Service.Answer none(String name) {
        String shown = name.replaceAll("[^!-~]", "?");
        return new Service.Answer.Refused(
                Refusal.of(State.REJECTED, "There is no service " + shown + " at this port"));
    }
}
