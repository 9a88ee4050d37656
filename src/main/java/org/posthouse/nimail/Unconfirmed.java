package org.posthouse.nimail;

import module java.base;

import org.posthouse.nimail.niftp.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The letters that were taken, but whose sender may not know it, because the line broke before he
/// said that he does: when he sends one again it is not taken twice (docs/nimail.md, when the line
/// breaks). He may ask to go on with a transfer, known by its identifier, or send the same octets
/// anew.
///
/// In memory from before a letter's end is acknowledged, and on disk once its conversation is over
/// without the sender's word; a letter that goes as it should costs nothing.
final class Unconfirmed {
    private static final Logger LOG = LoggerFactory.getLogger(MailService.class);
    private static final Duration KEPT = Duration.ofDays(7); // as dockets are
    private static final int MOST = 10_000;

    /// A transfer, as a partner names it.
    record Name(InetAddress host, int transfer) {
        Name(InetSocketAddress peer, int transfer) {
            this(peer.getAddress(), transfer);
        }
    }

    /// Whether a letter that is complete has come before.
    sealed interface Standing {
        record New() implements Standing {}

        record Known() implements Standing {}

        /// In another conversation, and not decided yet.
        record UnderWay() implements Standing {}
    }

    /// @param octets a digest of the host and all the letter's octets
    /// @param taken when
    private record Letter(Name name, String octets, Instant taken) {
        boolean isOf(Name other, Instant now) {
            return name.equals(other) && isNew(now);
        }

        boolean isNew(Instant now) {
            return taken.plus(KEPT).isAfter(now);
        }
    }

    private final Path directory;

    // One lock, `this`, for these.
    private final SequencedMap<String, Letter> letters = new LinkedHashMap<>(); // by octets
    private final Set<String> underWay = new HashSet<>();

    private Unconfirmed(Path directory) {
        this.directory = directory;
    }

    /// Reads what there is, and removes what nobody came back for.
    static Unconfirmed in(Path directory, Instant now) {
        var all = new Unconfirmed(directory);
        if (!Files.isDirectory(directory)) return all;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Optional<Letter> letter = read(file).filter(one -> one.isNew(now));
                if (letter.isPresent()) all.letters.put(letter.get().octets, letter.get());
                else Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} cannot be read: {}", directory, e.getMessage());
        }
        return all;
    }

    private static Optional<Letter> read(Path file) throws IOException {
        String[] words = Files.readString(file).strip().split(" ", -1);
        try {
            return words.length == 2
                    ? Optional.of(
                            new Letter(
                                    new Name(
                                            InetAddress.ofLiteral(words[0]),
                                            Integer.parseInt(words[1], 16)),
                                    file.getFileName().toString(),
                                    Files.getLastModifiedTime(file).toInstant()))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Whether such a transfer brought a letter.
    synchronized boolean has(Name name) {
        Instant now = Instant.now();
        return letters.values().stream().anyMatch(letter -> letter.isOf(name, now));
    }

    /// Its sender knows.
    void confirm(Name name) {
        List<Letter> known;
        synchronized (this) {
            known = letters.values().stream().filter(letter -> letter.name.equals(name)).toList();
        }
        known.forEach(this::forget);
    }

    private void forget(Letter letter) {
        synchronized (this) {
            letters.remove(letter.octets);
        }
        try {
            Files.deleteIfExists(directory.resolve(letter.octets));
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", letter.octets, e.getMessage());
        }
    }

    /// For one letter that comes in.
    Transfer transfer(Name name) {
        return new Transfer(name);
    }

    /// One letter that comes in. For one thread.
    final class Transfer {
        private final Name name;
        private final MessageDigest digest;
        private Optional<Letter> deciding = Optional.empty();
        private Optional<Letter> taken = Optional.empty();

        private Transfer(Name name) {
            this.name = name;
            try {
                this.digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
            digest.update(name.host.getAddress());
        }

        void heard(byte[] octets, int offset, int length) {
            digest.update(octets, offset, length);
        }

        /// All of it was heard. What is new is to be [#decided].
        Standing complete() {
            Instant now = Instant.now();
            var letter = new Letter(name, HexFormat.of().formatHex(digest.digest(), 0, 16), now);
            synchronized (Unconfirmed.this) {
                Letter before = letters.get(letter.octets);
                if (before != null && before.isNew(now)) {
                    taken = Optional.of(before);
                    return new Standing.Known();
                }
                if (!underWay.add(letter.octets)) return new Standing.UnderWay();
            }
            deciding = Optional.of(letter);
            return new Standing.New();
        }

        void decided(Store.Fate fate) {
            Letter letter = deciding.orElseThrow();
            deciding = Optional.empty();
            Optional<Letter> oldest = Optional.empty();
            synchronized (Unconfirmed.this) {
                underWay.remove(letter.octets);
                if (!(fate instanceof Store.Fate.Taken)) return;
                taken = Optional.of(letter);
                letters.put(letter.octets, letter);
                if (letters.size() > MOST) oldest = Optional.of(letters.firstEntry().getValue());
            }
            oldest.ifPresent(Unconfirmed.this::forget);
        }

        /// The sender knows that we took it.
        void confirm() {
            taken.ifPresent(Unconfirmed.this::forget);
            taken = Optional.empty();
        }

        /// The conversation is over. What its sender has not confirmed outlives us.
        void close() {
            taken.ifPresent(this::write);
            taken = Optional.empty();
        }

        private void write(Letter letter) {
            try {
                Files.createDirectories(directory);
                Files.writeString(
                        directory.resolve(letter.octets),
                        letter.name.host.getHostAddress()
                                + " "
                                + Integer.toHexString(letter.name.transfer)
                                + "\n");
            } catch (IOException e) {
                LOG.warn("{} cannot be written: {}", directory, e.getMessage());
            }
        }
    }
}
