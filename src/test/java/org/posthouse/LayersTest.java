package org.posthouse;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

/// Packages are the walls of this program: the compiled classes refer only to the packages that
/// `TABLE`, which is ARCHITECTURE.md's, allows them. A package that is not in the table has no
/// place in the program and fails too.
final class LayersTest {
    private static final String ROOT = "org/posthouse/";

    /// Package: the packages of ours that it may use besides itself. The root package may use all
    /// and is used by none, since it makes the parts. Channels know neither each other nor what
    /// lies behind `mail`'s doors (the spool, the dispatcher, intake).
    private static final String TABLE =
            """
            mail           :
            wire           :
            conf           :
            gateway        : mail
            spool          : mail conf
            spool.rocks    : mail conf spool
            spool.postgres : mail conf spool
            policy         : mail wire conf
            dispatch       : mail gateway spool conf
            intake         : mail spool policy dispatch conf
            mtp            : mail wire conf
            ftpmail        : mail wire conf
            smtp           : mail wire conf
            lmtp           : mail wire conf
            nimail.niftp   : mail wire conf
            nimail         : mail wire conf nimail.niftp
            osi            : wire conf
            x400           : mail wire conf osi
            local          : mail wire conf
            pickup         : mail wire conf
            ports.registry :
            ports.sockets  :
            ports.identify : wire
            ports          : wire conf ports.registry ports.sockets ports.identify
            control        : mail spool dispatch conf
            console        : control ports ports.registry ports.sockets ports.identify conf
            cli            : mail wire control ports ports.registry ports.sockets ports.identify conf mtp ftpmail smtp lmtp nimail nimail.niftp x400 local pickup
            """;

    private static final Map<String, Set<String>> ALLOWED = parse(TABLE);

    @Test
    void packagesUseOnlyWhatTheTableAllows() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("target/classes"))) {
            List<Path> classes = files.filter(f -> f.toString().endsWith(".class")).toList();
            assertThat(classes).isNotEmpty();
            assertThat(classes.stream().flatMap(f -> forbidden(read(f)).stream()).distinct())
                    .isEmpty();
        }
    }

    @Test
    void aForbiddenReferenceIsSeen() {
        assertThat(forbidden(made("mtp.MtpReceiver", "smtp.SmtpReceiver")))
                .containsExactly("mtp.MtpReceiver -> smtp.SmtpReceiver");
        assertThat(forbidden(made("mail.Envelope", "conf.Settings$Mistake"))).hasSize(1);
        assertThat(forbidden(made("spool.Spool", "spool.rocks.RocksSpool"))).hasSize(1);
        assertThat(forbidden(made("smtp.SmtpReceiver", "Main"))).hasSize(1);
    }

    @Test
    void aPackageOutsideTheTableIsSeen() {
        assertThat(forbidden(made("misc.Things", "misc.Others"))).isNotEmpty();
        assertThat(forbidden(made("spool.sqlite.Engine", "spool.sqlite.Table"))).isNotEmpty();
    }

    @Test
    void anAllowedReferencePasses() {
        assertThat(forbidden(made("mtp.MtpReceiver", "mail.Intake$Letter"))).isEmpty();
        assertThat(forbidden(made("spool.rocks.RocksSpool", "spool.Spool"))).isEmpty();
        assertThat(forbidden(made("Main", "smtp.SmtpReceiver"))).isEmpty();
    }

    /// ARCHITECTURE.md's table leaves out what it says in words: `conf`, which nearly all may use,
    /// a package's own parent, and the channels under `cli`; and it has no row yet for what is to
    /// come.
    @Test
    void architectureTellsTheSame() throws IOException {
        Map<String, Set<String>> told = new TreeMap<>();
        Pattern row = Pattern.compile("(?m)^\\| (`[a-z].*?) \\| (.*?) \\|");
        for (MatchResult found : row.matcher(text("ARCHITECTURE.md")).results().toList()) {
            for (String name : found.group(1).replace("`", "").split(", ", -1)) {
                told.put(name, Set.of(found.group(2).split(", ", -1)));
            }
        }
        told.remove("org.posthouse");
        assertThat(told).hasSizeGreaterThan(10);
        for (String name : told.keySet()) {
            Set<String> expected = new TreeSet<>(ALLOWED.getOrDefault(name, Set.of("no such row")));
            expected.retainAll(told.keySet());
            expected.removeIf(other -> other.equals("conf") || name.startsWith(other + "."));
            if (name.equals("cli")) {
                expected.removeAll(
                        List.of(
                                "mtp",
                                "ftpmail",
                                "smtp",
                                "local",
                                "pickup",
                                "nimail",
                                "nimail.niftp"));
                expected.add("the channels' senders");
            }
            assertThat(told.get(name))
                    .as(name)
                    .isEqualTo(expected.isEmpty() ? Set.of("–") : expected);
        }
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    private static Map<String, Set<String>> parse(String table) {
        return table.lines()
                .map(line -> List.of(line.split("[ :]+")))
                .collect(
                        Collectors.toMap(
                                List::getFirst, row -> Set.copyOf(row.subList(1, row.size()))));
    }

    /// @return `from -> to` for each class that the given class may not refer to
    private static List<String> forbidden(byte[] octets) {
        ClassModel model = ClassFile.of().parse(octets);
        String from = model.thisClass().asInternalName();
        return references(model)
                .filter(to -> !allowed(packageOf(from), packageOf(to)))
                .map(to -> nameOf(from) + " -> " + nameOf(to))
                .toList();
    }

    private static boolean allowed(String from, String to) {
        if (from.isEmpty()) {
            return true;
        }
        Set<String> row = ALLOWED.get(from);
        return row != null && (from.equals(to) || row.contains(to));
    }

    /// Every class of ours that is named anywhere in the constant pool: in code, descriptors,
    /// signatures, annotations, record components. The class itself is among them, so that a
    /// package which refers only to itself is looked up in the table as well.
    private static Stream<String> references(ClassModel model) {
        Pattern ours = Pattern.compile(ROOT + "(?:[a-z]\\w*/)*[A-Z][\\w$]*");
        return StreamSupport.stream(model.constantPool().spliterator(), false)
                .filter(Utf8Entry.class::isInstance)
                .flatMap(entry -> ours.matcher(((Utf8Entry) entry).stringValue()).results())
                .map(MatchResult::group)
                .distinct();
    }

    /// @return the package below ours with dots; empty for the root package
    private static String packageOf(String internalName) {
        int end = internalName.lastIndexOf('/');
        return end < ROOT.length()
                ? ""
                : internalName.substring(ROOT.length(), end).replace('/', '.');
    }

    private static String nameOf(String internalName) {
        return internalName.substring(ROOT.length()).replace('/', '.');
    }

    /// A class with a field of another class's type.
    private static byte[] made(String from, String to) {
        ClassDesc other = ClassDesc.of("org.posthouse." + to);
        return ClassFile.of()
                .build(
                        ClassDesc.of("org.posthouse." + from),
                        made -> made.withField("other", other, ClassFile.ACC_PRIVATE));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
