import module java.base;

import org.posthouse.conf.PasswordHash;
import org.posthouse.nimail.niftp.*;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Listener;
import org.posthouse.wire.Transcript;

/// How fast NI FTP moves a file over loopback, both ends in this process: MB (10^6 octets) a second
/// of the file's octets, each round a put and a get of 100 MiB on a connection of its own, with what
/// both write to disk. The first rounds warm up.
///
/// `java -cp CLASSES bench/Niftp.java [ROUNDS [DIRECTORY]]`
final class Niftp {
    private static final long SIZE = 100L << 20;
    private static final int WARM = 3;

    private final Path directory;
    private final Path local;
    private final Listener q;
    private final Dockets dockets;

    private Niftp(Path directory) throws IOException {
        this.directory = directory;
        this.local = directory.resolve("local");
        this.dockets = new Dockets(directory.resolve("p"));
        Path tree = Files.createDirectories(directory.resolve("tree"));
        var user = new User("pat", PasswordHash.of("pat", 1), "", User.Rights.READ_WRITE);
        NiftpSettings byDefault = NiftpSettings.defaults(tree);
        var settings =
                new NiftpSettings(
                        tree,
                        Map.of("pat", user),
                        Optional.empty(),
                        byDefault.fileSize(),
                        byDefault.reserve(),
                        byDefault.mail(),
                        byDefault.manner());
        q =
                Listener.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        "niftp",
                        new NiftpReceiver(
                                settings.manner(),
                                Services.files(new FileService(settings, directory.resolve("q"))),
                                new UnderWay()),
                        new Listener.Capacity(10, 10));
    }

    /// What the file is made of.
    private enum Octets {
        RANDOM,
        RUNS,
        TEXT;

        byte[] some(Random chance) {
            byte[] some = new byte[1 << 20];
            switch (this) {
                case RANDOM -> chance.nextBytes(some);
                case RUNS -> {
                    for (int at = 0; at < some.length; ) {
                        int run = Math.min(some.length - at, 1 + chance.nextInt(60));
                        Arrays.fill(some, at, at + run, (byte) chance.nextInt());
                        at += run;
                    }
                }
                case TEXT -> {
                    for (int i = 0; i < some.length; i++)
                        some[i] = (byte) (i % 64 == 63 ? '\n' : 'a' + chance.nextInt(26));
                }
            }
            return some;
        }
    }

    private void make(Octets octets) throws IOException {
        var chance = new Random(47);
        try (OutputStream out = Files.newOutputStream(local)) {
            for (long done = 0; done < SIZE; done += 1 << 20) out.write(octets.some(chance));
        }
    }

    private double call(int access, Wanted.Kind kind, Profile profile) throws IOException {
        Path file = new Access(access).reads() ? directory.resolve("back") : local;
        var errand =
                new Errand(
                        "bench",
                        file,
                        new Access(access),
                        kind,
                        Map.of(
                                Meaning.FILENAME, "file",
                                Meaning.USERNAME, "pat",
                                Meaning.PASSWORD, "pat"));
        long began = System.nanoTime();
        try (Connection connection =
                Connection.open(
                        "127.0.0.1", q.address().getPort(), Duration.ofSeconds(5), Transcript.NONE)) {
            Initiator p =
                    Initiator.over(connection, "", "bench", profile, Progress.NONE, Transcript.NONE);
            Outcome outcome = errand.run(p, profile, dockets);
            if (!outcome.done()) throw new IOException(outcome.toString());
        }
        return SIZE * 1e3 / (System.nanoTime() - began);
    }

    private void measure(String name, Octets octets, Wanted.Kind kind, Profile profile, int rounds)
            throws IOException {
        make(octets);
        var put = new ArrayList<Double>();
        var get = new ArrayList<Double>();
        for (int i = 0; i < WARM + rounds; i++) {
            double there = call(Access.REPLACE_OR_MAKE, kind, profile);
            double back = call(Access.READ, kind, profile);
            if (i < WARM) continue;
            put.add(there);
            get.add(back);
        }
        if (Files.mismatch(local, directory.resolve("back")) >= 0)
            throw new IOException("what came back is not what went");
        System.out.printf("| %s | %s | %s |%n", name, shown(put), shown(get));
    }

    private static String shown(List<Double> rates) {
        List<Double> sorted = rates.stream().sorted().toList();
        return "%.0f (%.0f to %.0f)"
                .formatted(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
    }

    /// The most that lives after a collection, in MiB.
    private static long heap() {
        System.gc();
        return java.lang.management.ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                >> 20;
    }

    public static void main(String... args) throws IOException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        Path directory =
                args.length > 1
                        ? Files.createDirectories(Path.of(args[1]))
                        : Files.createTempDirectory("niftp-bench");
        var bench = new Niftp(directory);
        System.out.println("| file and agreement | put, MB/s | get, MB/s |\n|---|---|---|");
        var binary = new Wanted.Kind.Binary(8);
        bench.measure("random octets, binary, no compression", Octets.RANDOM, binary, Profile.EVERYDAY, rounds);
        bench.measure("random octets, binary, compression agreed on", Octets.RANDOM, binary, Profile.UNIX_NIFTP, rounds);
        bench.measure("runs of 1 to 60, binary, compression", Octets.RUNS, binary, Profile.UNIX_NIFTP, rounds);
        bench.measure("text, records, compression", Octets.TEXT, new Wanted.Kind.Text(1), Profile.EVERYDAY, rounds);
        System.out.printf("%nheap in use after all: %d MiB%n", heap());
        bench.q.close();
        for (String name : List.of("local", "back", "tree/file"))
            Files.deleteIfExists(directory.resolve(name));
    }
}
