package org.posthouse.intake;

import module java.base;

import org.posthouse.dispatch.Dispatcher;
import org.posthouse.mail.Hop;
import org.posthouse.mail.MessageId;

import java.util.Collection;

/// The mail that waits for hosts to come for it, and who may have which: by address, by password,
/// or by both, as `[collect.NAME]` has it.
public final class Waiting implements org.posthouse.mail.Collection {
    private static final int REMEMBERED = 100;
    private static final byte[] SALT = new byte[16];

    static {
        new SecureRandom().nextBytes(SALT);
    }

    private final Dispatcher dispatcher;

    /// Who may have what, and passwords that were right, so that a host which comes for a hundred
    /// letters is asked once what takes a tenth of a second to know.
    private record Known(List<CollectingHost> hosts, Map<String, List<String>> right) {}

    private volatile Known known;

    public Waiting(Dispatcher dispatcher, Collection<CollectingHost> hosts) {
        this.dispatcher = dispatcher;
        this.known = known(hosts);
    }

    public void reload(Collection<CollectingHost> hosts) {
        known = known(hosts);
    }

    private static Known known(Collection<CollectingHost> hosts) {
        return new Known(
                List.copyOf(hosts),
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
                        return size() > REMEMBERED;
                    }
                });
    }

    @Override
    public Optional<Box> open(InetAddress caller, Optional<String> password) {
        List<String> names = names(known, caller, password);
        return names.isEmpty() ? Optional.empty() : Optional.of(new Boxes(names));
    }

    /// One at a time, so that guesses cannot take all the machine.
    private synchronized List<String> names(
            Known now, InetAddress caller, Optional<String> password) {
        String key = digest(caller, password.orElse(""));
        List<String> before = now.right.get(key);
        if (before != null) return before;
        List<String> names =
                now.hosts.stream()
                        .filter(host -> host.callsFrom(caller))
                        .filter(
                                host ->
                                        host.password().isEmpty()
                                                || password.filter(host.password().get()::matches)
                                                        .isPresent())
                        .map(CollectingHost::name)
                        .toList();
        if (!names.isEmpty()) now.right.put(key, names);
        return names;
    }

    private static String digest(InetAddress caller, String password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(SALT);
            digest.update(caller.getAddress());
            digest.update(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// One who calls may be several hosts.
    private final class Boxes implements Box {
        private final List<String> names;

        Boxes(List<String> names) {
            this.names = names;
        }

        @Override
        public String name() {
            return String.join(",", names);
        }

        @Override
        public Optional<Lent> next() throws IOException {
            return lend(Optional.empty());
        }

        @Override
        public Optional<Lent> find(MessageId id) throws IOException {
            return lend(Optional.of(id));
        }

        private Optional<Lent> lend(Optional<MessageId> only) throws IOException {
            for (String name : names) {
                Optional<Lent> lent = dispatcher.lend(new Hop.Collect(name), only);
                if (lent.isPresent()) return lent;
            }
            return Optional.empty();
        }
    }
}
