package org.posthouse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Hop;
import org.posthouse.mail.Host;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Mailbox;
import org.posthouse.mail.Outcome;
import org.posthouse.mail.ReversePath;

import java.nio.file.attribute.PosixFilePermissions;

final class MaildirSenderTest {
    @TempDir private Path base;

    private final MaildirSender sender = new MaildirSender(LocalSettings.defaults());

    @Test
    void eachRecipientGetsACopyOfItsOwn() throws IOException {
        var copies = Copies.of(Copies.content("Subject: x\r\n\r\n.\r\n"), "Joe", "ann");
        deliver(copies);

        assertThat(letters("joe"))
                .containsExactly(
                        """
                        Return-Path: <sender@there.example>
                        Delivered-To: Joe@here.example
                        Subject: x

                        .
                        """);
        assertThat(letters("ann")).singleElement().asString().contains("Delivered-To: ann@here");
        assertThat(copies.outcomes.values()).allMatch(Outcome.Delivered.class::isInstance);
        assertThat(base.resolve("joe/tmp")).isEmptyDirectory();
        assertThat(base.resolve("joe/cur")).isEmptyDirectory();
    }

    @Test
    void theMaildirIsItsOwnersAlone() throws IOException {
        deliver(Copies.of(Copies.content("x\r\n"), "joe"));
        for (String folder : List.of("joe", "joe/tmp", "joe/new", "joe/cur"))
            assertThat(mode(base.resolve(folder))).isEqualTo("rwx------");
        assertThat(mode(files("joe").getFirst())).isEqualTo("rw-------");
    }

    @Test
    void theNameSaysWhoWroteItAndItsSize() throws IOException {
        deliver(Copies.of(Copies.content("x\r\n"), "joe"));
        Path letter = files("joe").getFirst();
        assertThat(letter.getFileName().toString())
                .matches("\\d{10,}\\.M\\d{1,6}P\\d+Q\\d+\\.host_057x,S=" + Files.size(letter));
    }

    @Test
    void noticesAndNamesThatNoFieldCanHold() throws IOException {
        var control = new Mailbox("a\nb", new Host.Name("h"));
        deliver(
                Copies.of(Copies.content(""), "joe smith")
                        .from(new ReversePath.Sender(MailPath.to(control))));
        deliver(Copies.of(Copies.content(""), "ann").from(new ReversePath.Null()));
        assertThat(letters("joe%20smith"))
                .containsExactly(
                        "Return-Path: <a?b@h>\nDelivered-To: \"joe smith\"@here.example\n");
        assertThat(letters("ann").getFirst()).startsWith("Return-Path: <>\n");
    }

    @Test
    void nothingIsSettledBeforeTheFolderIsOnDisk() throws Exception {
        var asked = new CountDownLatch(1);
        var synced = new CountDownLatch(1);
        var slow =
                new MaildirSender(
                        LocalSettings.defaults(),
                        new FolderSync(
                                _ -> {
                                    asked.countDown();
                                    await(synced);
                                }));
        var copies = Copies.of(Copies.content("x\r\n"), "joe");
        Thread delivering = Thread.startVirtualThread(() -> deliver(slow, copies));
        await(asked);
        assertThat(files("joe")).hasSize(1);
        assertThat(copies.outcomes).isEmpty();
        synced.countDown();
        assertThat(delivering.join(Duration.ofSeconds(60))).isTrue();
        assertThat(copies.outcomes).containsOnlyKeys("joe");
    }

    @Test
    void aFolderThatCannotBeSyncedLeavesNoLetter() throws IOException {
        var failing =
                new MaildirSender(
                        LocalSettings.defaults(),
                        new FolderSync(
                                _ -> {
                                    throw new IOException("Input/output error");
                                }));
        var copies = Copies.of(Copies.content("x\r\n"), "joe");
        deliver(failing, copies);
        assertThat(status(copies, "joe")).isEqualTo("4.3.0");
        assertThat(files("joe")).isEmpty();
    }

    @Test
    void aStoreThatFailsHalfwayLeavesNoLetter() throws IOException {
        var copies = Copies.of(Copies.broken(), "joe");
        deliver(copies);
        assertThat(status(copies, "joe")).isEqualTo("4.3.0");
        assertThat(files("joe")).isEmpty();
        assertThat(base.resolve("joe/tmp")).isEmptyDirectory();
    }

    @Test
    void oneRecipientsTroubleIsNotTheOthers() throws IOException {
        Files.writeString(base.resolve("ann"), "a file in the way");
        String longest = "x".repeat(255);
        var copies = Copies.of(Copies.content("x\r\n"), "ann", longest + "x", longest, "joe");
        deliver(copies);
        assertThat(status(copies, "ann")).isEqualTo("4.3.0");
        assertThat(status(copies, longest + "x")).isEqualTo("5.1.1");
        assertThat(copies.outcomes.get(longest)).isInstanceOf(Outcome.Delivered.class);
        assertThat(letters("joe")).hasSize(1);
    }

    @Test
    void aContentThatFitsNowhereFails() {
        var copies = Copies.of(new Fit.Unfit(Diagnosis.ours("5.3.4", "too big")), "joe");
        deliver(copies);
        assertThat(status(copies, "joe")).isEqualTo("5.3.4");
    }

    @Test
    void noLinkLeadsOutOfTheBase(@TempDir Path outside) throws IOException {
        Files.createSymbolicLink(base.resolve("whole"), outside);
        Files.createSymbolicLink(base.resolve("dangling"), outside.resolve("not-there"));
        deliver(Copies.of(Copies.content("x\r\n"), "part"));
        Files.delete(files("part").getFirst());
        Files.delete(base.resolve("part/new"));
        Files.createSymbolicLink(base.resolve("part/new"), outside);

        var copies = Copies.of(Copies.content("x\r\n"), "whole", "dangling", "part");
        deliver(copies);
        for (String user : List.of("whole", "dangling", "part"))
            assertThat(status(copies, user)).as(user).isEqualTo("4.3.0");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void aLinkWithinTheBaseIsFollowed() throws IOException {
        Files.createDirectory(base.resolve("joe"));
        Files.createSymbolicLink(base.resolve("alias"), Path.of("joe"));
        deliver(Copies.of(Copies.content("x\r\n"), "alias"));
        assertThat(letters("joe")).hasSize(1);
    }

    @Test
    void manyAtOnceLoseNoneAndShareSyncs() throws Exception {
        int letters = 400;
        var syncs = new AtomicInteger();
        var senders = new ArrayList<Thread>();
        var counting =
                new MaildirSender(
                        LocalSettings.defaults(),
                        new FolderSync(
                                folder -> {
                                    if (syncs.incrementAndGet() == 1)
                                        awaitWaiting(senders, letters - 1);
                                    FolderSync.force(folder);
                                }));
        for (int i = 0; i < letters; i++) {
            var copies = Copies.of(Copies.content("letter " + i + "\r\n"), "joe");
            senders.add(Thread.ofVirtual().unstarted(() -> deliver(counting, copies)));
        }
        senders.forEach(Thread::start);
        for (Thread sender : senders) assertThat(sender.join(Duration.ofSeconds(60))).isTrue();
        assertThat(letters("joe").stream().map(letter -> letter.lines().toList().get(2)))
                .hasSize(letters)
                .doesNotHaveDuplicates();
        assertThat(syncs.get()).isBetween(2, 10);
    }

    private static void awaitWaiting(List<Thread> threads, int count) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (threads.stream().filter(t -> t.getState() == Thread.State.WAITING).count() < count) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    @Test
    void aHopMustBeAMaildir() {
        assertThatThrownBy(() -> sender.converse(new Hop.Hold(), "h"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sender.converse(new Hop.Place("maildir", "mail/{user}"), "h"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("absolute");
        assertThat(MaildirSender.mistake(new Hop.Place("maildir", "/mail/{host}"))).isPresent();
        assertThat(MaildirSender.mistake(new Hop.Place("maildir", "/mail/{user}"))).isEmpty();
    }

    private void deliver(Copies copies) {
        deliver(sender, copies);
    }

    private void deliver(MaildirSender by, Copies copies) {
        try (var conversation =
                by.converse(new Hop.Place("maildir", base + "/{user}"), "host/057x")) {
            conversation.deliver(copies);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String status(Copies copies, String user) {
        return switch (copies.outcomes.get(user)) {
            case Outcome.Deferred(var why) -> why.status();
            case Outcome.Failed(var why) -> why.status();
            case Outcome.Delivered _ -> "delivered";
            case null -> "not settled";
        };
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<Path> files(String user) throws IOException {
        Path arrived = base.resolve(user).resolve("new");
        if (Files.notExists(arrived)) return List.of();
        try (Stream<Path> files = Files.list(arrived)) {
            return files.sorted().toList();
        }
    }

    private List<String> letters(String user) throws IOException {
        var letters = new ArrayList<String>();
        for (Path file : files(user))
            letters.add(Files.readString(file, StandardCharsets.ISO_8859_1));
        return letters;
    }
}
