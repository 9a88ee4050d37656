package org.posthouse.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.spool.MemoryRegisters;
import org.posthouse.spool.Registers;

final class AliasesTest {
    private static final MailPath JOE = Post.path("joe@a.long.name.example");

    private final MemoryRegisters registers = new MemoryRegisters();
    private Instant now = Post.START;
    private Aliases aliases = opened();

    private Aliases opened() {
        return new Aliases(registers, AliasSettings.defaults(), () -> now);
    }

    private String name(String path) throws IOException {
        return aliases.name(Post.path(path)).orElseThrow();
    }

    @Test
    void theSameCorrespondentHasTheSameNameAlways() throws IOException {
        assertThat(aliases.name(JOE)).contains("u1");
        assertThat(name("joe@A.Long.Name.EXAMPLE")).isEqualTo("u1");
        assertThat(name("Joe@a.long.name.example")).isEqualTo("u2");
        assertThat(name("@relay,joe@a.long.name.example")).isEqualTo("u3");
        int writes = registers.writes;
        aliases = opened();
        assertThat(aliases.name(JOE)).contains("u1");
        assertThat(aliases.path("U1")).contains(JOE);
        assertThat(aliases.path("u3")).contains(Post.path("@relay,joe@a.long.name.example"));
        assertThat(registers.writes).isEqualTo(writes);
        assertThat(name("ann@b")).isEqualTo("u4");
    }

    @Test
    void onlyWhatIsAnAliasIsOne() throws IOException {
        aliases.name(JOE);
        for (String user :
                List.of("u2", "u01", "u", "u1x", "1", "u1 ", "u9999999999999999", "\u00b51"))
            assertThat(aliases.path(user)).as(user).isEmpty();
    }

    @Test
    void everyPathThatCanBeWrittenComesBack() throws IOException {
        for (MailPath path :
                List.of(
                        Post.path("@a,@b.example,joe@[127.0.0.1]"),
                        Post.path("joe@#123"),
                        MailPath.to(new Mailbox("@a,joe\"\\ x\u00e9\n", new Host.Name("b"))),
                        new MailPath(
                                List.of(new Host.Name("a")),
                                new Mailbox("joe\"\\ x\u00e9\n", new Host.Name("b"))))) {
            String name = aliases.name(path).orElseThrow();
            assertThat(opened().path(name)).contains(path);
            assertThat(opened().name(path)).contains(name);
        }
        assertThat(aliases.list(Optional.empty(), 9)).hasSize(4);
        assertThat(aliases.name(MailPath.to(new Mailbox("\uD83D", new Host.Name("b"))))).isEmpty();
        assertThat(aliases.name(MailPath.to(new Mailbox("x", new Host.Name("b b"))))).isEmpty();
        assertThat(aliases.name(MailPath.to(new Mailbox("x".repeat(9999), new Host.Name("b")))))
                .isEmpty();
    }

    @Test
    void aNameThatWasTakenAwayIsGivenToNobodyElse() throws IOException {
        aliases.name(JOE);
        assertThat(aliases.remove("u1")).isTrue();
        assertThat(aliases.remove("u1")).isFalse();
        assertThat(aliases.path("u1")).isEmpty();
        aliases = opened();
        assertThat(name("ann@b")).isEqualTo("u2");
        assertThat(aliases.restore("u1", Post.path("ann@b"))).isEmpty();
        assertThat(aliases.restore("u3", JOE)).isEmpty();
        assertThat(aliases.restore("u2", JOE)).isEmpty();
        assertThat(aliases.restore("u1", JOE)).map(Alias::path).contains(JOE);
        assertThat(aliases.name(JOE)).contains("u1");
    }

    @Test
    void anAliasLivesLongAfterItsLastUse() throws IOException {
        aliases.name(JOE);
        name("ann@b");
        now = now.plus(Duration.ofDays(4 * 365));
        assertThat(aliases.path("u1")).contains(JOE);
        now = now.plus(Duration.ofDays(2 * 365));
        aliases.sweep();
        assertThat(aliases.path("u1")).contains(JOE);
        assertThat(aliases.path("u2")).isEmpty();
        assertThat(name("ann@b")).isEqualTo("u3");
        assertThat(registers.list(Aliases.BY_PATH, "", 9)).hasSize(2);
        assertThat(registers.list(Aliases.NUMBERS, "", 9)).hasSize(1);
    }

    @Test
    void useIsWrittenDownOnceADay() throws IOException {
        aliases.name(JOE);
        now = now.plus(Duration.ofDays(2));
        for (int i = 0; i < 9; i++) aliases.path("u1");
        assertThat(registers.writes).isEqualTo(2);
        assertThat(aliases.list(Optional.empty(), 9)).extracting(Alias::used).containsExactly(now);
    }

    @Test
    void nobodyHereIsHidden() throws IOException {
        aliases.spare(Set.of("u1", "u3")::contains);
        assertThat(aliases.name(JOE)).contains("u2");
        assertThat(name("ann@b")).isEqualTo("u4");
        aliases.spare("u4"::equals);
        assertThat(aliases.path("u4")).isEmpty();
    }

    @Test
    void queuesThatAreImportedIntoOneAnotherDoNotMixPeople() throws IOException {
        aliases.name(JOE);
        name("ann@b");
        var other = new MemoryRegisters();
        var others = new Aliases(other, AliasSettings.defaults(), () -> now);
        for (String path : List.of("bob@c", "joe@a.long.name.example", "eve@d"))
            others.name(Post.path(path));
        for (String register : other.names())
            for (Registers.Row row : other.list(register, "", 99))
                registers.write(List.of(new Registers.Add(register, row)));
        assertThat(name("joe@a.long.name.example")).isEqualTo("u1");
        assertThat(name("ann@b")).isEqualTo("u2");
        assertThat(name("eve@d")).isEqualTo("u3");
        assertThat(name("bob@c")).isEqualTo("u4");
        assertThat(name("new@e")).isEqualTo("u5");
        assertThat(aliases.path("u1")).contains(JOE);
    }

    @Test
    void thereAreOnlySoMany() throws IOException {
        aliases = new Aliases(registers, new AliasSettings(Duration.ofDays(9), 2), () -> now);
        assertThat(aliases.name(JOE)).contains("u1");
        assertThat(name("ann@b")).isEqualTo("u2");
        assertThat(aliases.name(Post.path("eve@c"))).isEmpty();
        assertThat(aliases.name(JOE)).contains("u1");
        aliases.remove("u1");
        assertThat(name("eve@c")).isEqualTo("u3");
        assertThat(aliases.name(JOE)).isEmpty();
    }

    @Test
    void noNameIsToldThatIsNotWritten() {
        registers.broken = true;
        assertThatThrownBy(() -> aliases.name(JOE)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> aliases.path("u1")).isInstanceOf(IOException.class);
    }

    @Test
    void manyAtOnceGetOneNameForOne() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var names = new ArrayList<Future<Optional<String>>>();
            for (int i = 0; i < 100; i++) {
                MailPath path = Post.path("user" + i % 10 + "@b");
                names.add(threads.submit(() -> aliases.name(path)));
            }
            var found = new HashSet<String>();
            for (Future<Optional<String>> one : names)
                found.add(one.get(60, TimeUnit.SECONDS).orElseThrow());
            assertThat(found).hasSize(10);
        }
        assertThat(aliases.list(Optional.empty(), 99)).hasSize(10);
    }
}
