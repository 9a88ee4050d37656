package org.posthouse;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher `posthouse` as sh runs it, with a Java and a Maven that only say how they were
/// called.
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
    private record Ended(int status, String out, String err) {}

    private static final String JAVA =
            """
            #!/bin/sh
            for word; do
              printf '%s\\n' "$word"
              case $word in -XX:AOTCacheOutput=*) : > "${word#*=}" ;; esac
            done
            """;

    /// Builds, slowly enough for others to come meanwhile, and counts how often.
    private static final String MAVEN =
            """
            #!/bin/sh
            echo built >> builds
            [ ! -e broken ] || { echo '[ERROR] It is broken'; exit 1; }
            sleep 0.2
            mkdir -p target/posthouse/lib
            : > target/posthouse/lib/posthouse-1.jar
            : > target/posthouse.built
            """;

    private static final List<String> TOOLS =
            List.of(
                    "cat",
                    "find",
                    "grep",
                    "head",
                    "mkdir",
                    "mv",
                    "readlink",
                    "rm",
                    "rmdir",
                    "sleep");

    @TempDir private Path folder;

    private Path checkout;
    private Path tools;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void lay() throws IOException {
        checkout = Files.createDirectories(folder.resolve("a checkout"));
        Files.createDirectories(checkout.resolve("src/main"));
        Files.writeString(checkout.resolve("pom.xml"), "");
        launcherIn(checkout);
        java("java-25", "25.0.3");
        tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : TOOLS) {
            allow(tool);
        }
        program(tools.resolve("mvn"), MAVEN);
        environment.put("PATH", tools.toString());
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("POSTHOUSE_JAVA_HOME", folder.resolve("java-25").toString());
        environment.put("POSTHOUSE_AOT", "off");
    }

    @Test
    void buildsOnFirstUseAndWhenASourceIsNewer() throws Exception {
        assertThat(launch("serve").err()).contains("building from source");
        Ended second = launch("send", "two words");
        assertThat(second.err()).isEmpty();
        assertThat(second.out().lines()).endsWith("-jar", jar().toString(), "send", "two words");
        assertThat(second.out()).contains("-XX:TieredStopAtLevel=1\n");
        assertThat(builds()).isEqualTo(1);

        Path source = Files.writeString(checkout.resolve("src/main/New.java"), "");
        FileTime later = FileTime.from(Instant.now().plusSeconds(5));
        Files.setLastModifiedTime(source, later);
        assertThat(launch("--debug", "serve").out()).doesNotContain("Tiered");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void severalAtOnceBuildOnce() throws Exception {
        allow("flock");
        severalBuildOnce();
    }

    @Test
    void severalAtOnceBuildOnceWithoutFlock() throws Exception {
        severalBuildOnce();
        assertThat(checkout.resolve(".posthouse.lock.d")).doesNotExist();
    }

    @Test
    void aDeadLaunchersLockIsNobodys() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path lock = Files.createDirectories(checkout.resolve(".posthouse.lock.d"));
        Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
        assertThat(launch("serve").status()).isZero();
    }

    @Test
    void aBuildThatFailsIsSaidAndTriedAgain() throws Exception {
        Files.writeString(checkout.resolve("broken"), "");
        Ended failed = launch("serve");
        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.err()).contains("It is broken", "the build failed");
        Files.delete(checkout.resolve("broken"));
        assertThat(launch("serve").status()).isZero();
    }

    @Test
    void withoutMavenItSaysSo() throws Exception {
        Files.delete(tools.resolve("mvn"));
        Ended ended = launch("serve");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("apt-get install maven").hasLineCount(1);
    }

    @Test
    void anOldJavaIsPassedOver() throws Exception {
        environment.remove("POSTHOUSE_JAVA_HOME");
        environment.put("JAVA_HOME", folder.resolve("java-17").toString());
        java("java-17", "17.0.15");
        program(folder.resolve("java-17/bin/java"), "#!/bin/sh\necho old\n");
        Files.createSymbolicLink(tools.resolve("java"), folder.resolve("java-25/bin/java"));
        assertThat(launch("serve").out()).doesNotContain("old").endsWith("serve\n");
    }

    @Test
    void aChosenJavaThatWillNotDoIsRefused() throws Exception {
        environment.put("POSTHOUSE_JAVA_HOME", java("java-24", "24").toString());
        Ended ended = launch("serve");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("java-24 is not").hasLineCount(1);
    }

    @Test
    void aReleaseRunsFromAnywhereAndNeverBuilds() throws Exception {
        Path release = folder.resolve("a release");
        launcherIn(Files.createDirectories(release.resolve("bin")));
        Path jar = Files.createDirectories(release.resolve("lib")).resolve("posthouse-1.jar");
        Files.writeString(jar, "");
        Path link = Files.createSymbolicLink(tools.resolve("ph"), release.resolve("bin/posthouse"));
        environment.put("POSTHOUSE_JAVA_OPTS", "-Xmx9m -Dx=y");
        assertThat(run(folder, link.getFileName().toString(), "--version").out().lines())
                .endsWith("-Xmx9m", "-Dx=y", "-jar", jar.toString(), "--version");
        assertThat(builds()).isZero();
    }

    /// As it is linked into /usr/sbin, where every program looks for it.
    @Test
    void underOtherNamesItIsOtherPrograms() throws Exception {
        Path release = folder.resolve("a release");
        launcherIn(Files.createDirectories(release.resolve("bin")));
        Files.writeString(
                Files.createDirectories(release.resolve("lib")).resolve("posthouse-1.jar"), "");
        Map<String, String> names = Map.of("sendmail", "", "mailq", "-bp\n", "newaliases", "-bi\n");
        for (String name : names.keySet())
            Files.createSymbolicLink(tools.resolve(name), release.resolve("bin/posthouse"));
        for (var name : names.entrySet())
            assertThat(run(folder, name.getKey(), "-f", "two words", "serve").out())
                    .endsWith("\nsendmail\n" + name.getValue() + "-f\ntwo words\nserve\n");
    }

    @Test
    void theStartUpCacheIsMadeOnceAndUsed() throws Exception {
        environment.remove("POSTHOUSE_AOT");
        assertThat(launch("--train").status()).isZero();
        Path cache = checkout.resolve("target/posthouse/lib/aot/posthouse-1-25.0.3-Maker-x86.aot");
        assertThat(cache).exists();
        assertThat(launch("serve").out()).contains("-XX:AOTCache=" + cache + "\n");
        Path ports =
                cache.resolveSibling(cache.getFileName().toString().replace(".aot", "-ports.aot"));
        assertThat(ports).exists();
        assertThat(launch("ports", "57").out()).contains("-XX:AOTCache=" + ports + "\n");
    }

    @Test
    void theFirstCommandMakesTheCacheInTheBackground() throws Exception {
        assertThat(launch("serve").status()).isZero();
        environment.remove("POSTHOUSE_AOT");
        assertThat(launch("serve").out()).doesNotContain("AOT");
        Set<String> caches =
                Set.of(
                        "posthouse-1-25.0.3-Maker-x86.aot",
                        "posthouse-1-25.0.3-Maker-x86-ports.aot");
        Path folder = checkout.resolve("target/posthouse/lib/aot");
        await(() -> caches.equals(names(folder))); // and neither lock nor log any more
    }

    @Test
    void aTrainingThatFailedIsNotRepeated() throws Exception {
        environment.remove("POSTHOUSE_AOT");
        Path ran = folder.resolve("ran");
        // serve takes long enough for a training beside it to leave its line
        program(
                folder.resolve("java-25/bin/java"),
                """
                #!/bin/sh
                while [ "$1" != -jar ]; do shift; done
                shift 2
                [ "$1" = train ] || sleep 0.5
                echo "$*" >> '%s'
                exit 1
                """
                        .formatted(ran));
        assertThat(launch("--train").status()).isEqualTo(1);
        launch("serve");
        assertThat(Files.readAllLines(ran)).containsExactly("train", "train ports", "serve");
    }

    private static Set<String> names(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? Set.of() : Set.of(names);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private void severalBuildOnce() throws Exception {
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Ended>> launches = Collections.nCopies(4, () -> launch("serve"));
            for (Future<Ended> ended : all.invokeAll(launches)) {
                assertThat(ended.get().status()).isZero();
            }
        }
        assertThat(builds()).isEqualTo(1);
    }

    private Ended launch(String... words) throws Exception {
        return run(checkout, Stream.concat(Stream.of("./posthouse"), Arrays.stream(words)));
    }

    private Ended run(Path where, String... words) throws Exception {
        return run(where, Arrays.stream(words));
    }

    private Ended run(Path where, Stream<String> words) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(Stream.concat(Stream.of("env"), words).toList());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Path err = Files.createTempFile(folder, "err", "");
        Process process = builder.directory(where.toFile()).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, Files.readString(err));
    }

    private Path jar() {
        return checkout.resolve("target/posthouse/lib/posthouse-1.jar");
    }

    private long builds() throws IOException {
        Path counted = checkout.resolve("builds");
        return Files.exists(counted) ? Files.readAllLines(counted).size() : 0;
    }

    private Path java(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        program(home.resolve("bin/java"), JAVA);
        Files.writeString(
                home.resolve("release"),
                """
                IMPLEMENTOR="Maker of Javas"
                JAVA_RUNTIME_VERSION="%1$s"
                JAVA_VERSION="%1$s"
                OS_ARCH="x86"
                """
                        .formatted(version));
        return home;
    }

    private static void launcherIn(Path folder) throws IOException {
        Files.copy(
                Path.of("posthouse"),
                folder.resolve("posthouse"),
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static void program(Path path, String script) throws IOException {
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, script);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void allow(String tool) throws IOException {
        program(tools.resolve(tool), "#!/bin/sh\nexec " + found(tool) + " \"$@\"\n");
    }

    private static Path found(String tool) {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
