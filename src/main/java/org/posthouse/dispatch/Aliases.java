package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.spool.Registers;
import org.posthouse.spool.Registers.Change;
import org.posthouse.spool.Registers.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The alias table: short names at this host that stand for correspondents whose addresses a
/// protocol of old cannot carry (RFC 780 section 5.5.3: a user has 40 characters, a host 20, a path
/// 100). The same one for the same correspondent; a number that was given is never given again.
///
/// It lies in three registers: `alias` has the names, `aliasof` the way back from the path, and
/// `aliasnumber` the latest number. Each name is on disk before anybody hears of it.
public final class Aliases {
    static final String BY_NAME = "alias";
    static final String BY_PATH = "aliasof";
    static final String NUMBERS = "aliasnumber";

    private static final Logger LOG = LoggerFactory.getLogger(Aliases.class);

    private static final String NAME = "alias"; // the value of a row of BY_PATH
    private static final int PAGE = 500;
    private static final int TRIES = 100;
    private static final Duration DAY = Duration.ofDays(1);

    private final Registers registers;
    private final AliasSettings settings;
    private final InstantSource clock;
    private volatile Predicate<String> taken = _ -> false;

    // Held while rows are read and changed, so that what is changed is what was read.
    private final ReentrantLock lock = new ReentrantLock();
    private Instant swept = Instant.EPOCH;
    private OptionalInt count = OptionalInt.empty(); // of aliases, once they were counted
    private boolean told; // that there are too many

    public Aliases(Registers registers, AliasSettings settings, InstantSource clock) {
        this.registers = registers;
        this.settings = settings;
        this.clock = clock;
    }

    /// Gives nobody these names from now on: there are people here who are called so.
    public void spare(Predicate<String> names) {
        taken = names;
    }

    /// The name that stands for this path, a new one if there is none yet.
    ///
    /// @return nothing when the path cannot be kept: it is too long, or no path that can be
    ///   written, or there are too many aliases already
    public Optional<String> name(MailPath path) throws IOException {
        if (!keeps(path)) return Optional.empty();
        return locked(
                () -> {
                    sweepOnceADay();
                    Optional<Alias> present = find(path);
                    if (present.isPresent()) return Optional.of(use(present.get()));
                    return isFull() ? Optional.empty() : Optional.of(make(path));
                });
    }

    private boolean isFull() throws IOException {
        if (count.isEmpty()) count = OptionalInt.of(counted());
        boolean full = count.getAsInt() >= settings.most();
        if (full && !told)
            LOG.warn("there are {} aliases, no more are made; see aliases.most", count.getAsInt());
        told = full;
        return full;
    }

    private int counted() throws IOException {
        int counted = 0;
        List<Row> page = registers.list(BY_NAME, "", PAGE);
        while (!page.isEmpty()) {
            counted += page.size();
            page = registers.list(BY_NAME, page.getLast().key(), PAGE);
        }
        return counted;
    }

    private boolean keeps(MailPath path) {
        if (!Row.takes(Alias.key(path))) return false;
        var tried = new Alias(Alias.name(1), path, clock.instant(), clock.instant());
        return Alias.of(tried.row()).map(Alias::path).equals(Optional.of(path));
    }

    /// The alias of a path, if it has one.
    public Optional<Alias> find(MailPath path) throws IOException {
        String key = Alias.key(path);
        Optional<Alias> alias =
                named(registers.find(BY_PATH, key).flatMap(row -> row.value(NAME)).orElse(""));
        return alias.filter(found -> Alias.key(found.path()).equals(key));
    }

    /// The name that stands for a path, as far as it can be told now: for the words of a notice.
    Optional<String> called(MailPath path) {
        try {
            return find(path).map(Alias::name);
        } catch (IOException e) {
            LOG.debug("aliases: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Alias> named(String name) throws IOException {
        return registers.find(BY_NAME, name).flatMap(Alias::of);
    }

    private String use(Alias alias) throws IOException {
        Instant now = clock.instant();
        if (alias.used().plus(DAY).isBefore(now))
            registers.note(List.of(new Registers.Put(BY_NAME, alias.used(now).row())));
        return alias.name();
    }

    private String make(MailPath path) throws IOException {
        List<Row> numbers = numbers();
        long number = latest(numbers);
        for (int i = 0; i < TRIES; i++) {
            number++;
            String name = Alias.name(number);
            if (taken.test(name) || registers.find(BY_NAME, name).isPresent()) continue;
            var changes = new ArrayList<Change>();
            for (Row row : numbers) changes.add(new Registers.Remove(NUMBERS, row.key()));
            changes.add(new Registers.Put(NUMBERS, new Row(padded(number), new TreeMap<>())));
            if (write(name, path, changes)) return name;
        }
        throw new IOException("no number is free for an alias");
    }

    private boolean write(String name, MailPath path, List<Change> changes) throws IOException {
        Instant now = clock.instant();
        var back = new Row(Alias.key(path), new TreeMap<>(Map.of(NAME, name)));
        changes.add(new Registers.Add(BY_NAME, new Alias(name, path, now, now).row()));
        changes.add(new Registers.Put(BY_PATH, back));
        boolean written = registers.write(changes);
        if (!written) return false;
        if (count.isPresent()) count = OptionalInt.of(count.getAsInt() + 1);
        LOG.info("alias {} stands for <{}>", name, path);
        return true;
    }

    private static long latest(List<Row> numbers) {
        return numbers.isEmpty() ? 0 : Long.parseLong(numbers.getLast().key());
    }

    private static String padded(long number) {
        return "%015d".formatted(number);
    }

    /// The latest number, and others if queues were put together: the highest is the last.
    private List<Row> numbers() throws IOException {
        return registers.list(NUMBERS, "", PAGE).stream()
                .filter(row -> row.key().matches("\\d{15}"))
                .toList();
    }

    /// Where mail to a user of ours goes on to, if his name is an alias.
    public Optional<MailPath> path(String user) throws IOException {
        Optional<String> name = Alias.name(user);
        if (name.isEmpty() || taken.test(name.get())) return Optional.empty();
        return locked(
                () -> {
                    Optional<Alias> alias = named(name.get());
                    if (alias.isPresent()) use(alias.get());
                    return alias.map(Alias::path);
                });
    }

    /// @param after the last one of the page before; empty at first
    public List<Alias> list(Optional<Alias> after, int limit) throws IOException {
        var found = new ArrayList<Alias>();
        String last = after.map(Alias::name).orElse("");
        List<Row> page = registers.list(BY_NAME, last, PAGE);
        while (!page.isEmpty() && found.size() < limit) {
            page.stream()
                    .flatMap(row -> Alias.of(row).stream())
                    .limit(limit - (long) found.size())
                    .forEach(found::add);
            page = registers.list(BY_NAME, page.getLast().key(), PAGE);
        }
        return found;
    }

    /// Gives a name back to a path that had it: one whose number was given before.
    ///
    /// @param name that [Alias#name(String)] gave
    /// @return nothing when the name is another's or was never given, or the path has another name
    ///   or cannot be kept
    public Optional<Alias> restore(String name, MailPath path) throws IOException {
        if (!keeps(path) || taken.test(name)) return Optional.empty();
        return locked(
                () ->
                        Long.parseLong(name.substring(1)) <= latest(numbers())
                                        && find(path).isEmpty()
                                        && write(name, path, new ArrayList<>())
                                ? named(name)
                                : Optional.empty());
    }

    /// Mail to it is refused from now on.
    ///
    /// @return whether it was there
    public boolean remove(String name) throws IOException {
        return locked(
                () -> {
                    Optional<Row> row = registers.find(BY_NAME, name);
                    if (row.isEmpty()) return false;
                    count = OptionalInt.empty();
                    return registers.write(removing(row.get()));
                });
    }

    private List<Change> removing(Row row) throws IOException {
        var changes = new ArrayList<Change>();
        changes.add(new Registers.Remove(BY_NAME, row.key()));
        Optional<Alias> alias = Alias.of(row);
        if (alias.isPresent() && find(alias.get().path()).equals(alias))
            changes.add(new Registers.Remove(BY_PATH, Alias.key(alias.get().path())));
        return changes;
    }

    private void sweepOnceADay() {
        Instant now = clock.instant();
        if (now.isBefore(swept.plus(DAY))) return;
        swept = now;
        Thread.startVirtualThread(this::sweep);
    }

    /// Takes away those that were not used for long.
    void sweep() {
        Instant oldest = clock.instant().minus(settings.keep());
        try {
            Optional<Alias> last = Optional.empty();
            List<Alias> page = list(last, PAGE);
            while (!page.isEmpty()) {
                for (Alias alias : page) if (alias.used().isBefore(oldest)) expire(alias);
                page = list(Optional.of(page.getLast()), PAGE);
            }
        } catch (IOException e) {
            LOG.warn("aliases: {}", e.getMessage());
        }
    }

    private void expire(Alias old) throws IOException {
        boolean gone =
                locked(
                        () -> {
                            if (!named(old.name()).equals(Optional.of(old))) return false;
                            count = OptionalInt.empty();
                            return registers.write(removing(old.row()));
                        });
        if (gone) LOG.info("alias {} was not used since {}, it is gone", old.name(), old.used());
    }

    private interface Step<T> {
        T done() throws IOException;
    }

    private <T> T locked(Step<T> step) throws IOException {
        lock.lock();
        try {
            return step.done();
        } finally {
            lock.unlock();
        }
    }
}
