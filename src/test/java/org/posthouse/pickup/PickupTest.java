package org.posthouse.pickup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.mail.DomainOrder;
import org.posthouse.mail.RecordingIntake;

/// The directory as the programs see it that leave files there.
final class PickupTest {
    private static final String V = "\u0016";
    private static final String CONTROL = V + "[--UNSENT-MAIL-CONTROL--" + V + "].MTP.1";
    private static final String TEXT = V + "[--UNSENT-MAIL-FILE--" + V + "].MTP.1";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String ME = System.getProperty("user.name");

    @TempDir private Path folder;
    private final RecordingIntake intake = new RecordingIntake();
    private Optional<Pickup> pickup = Optional.empty();

    private Path directory() {
        return folder.resolve("pickup");
    }

    @AfterEach
    void end() throws IOException {
        if (pickup.isPresent()) pickup.get().close();
    }

    private void open() throws IOException {
        open(Duration.ofMillis(50), PickupSettings.Owners.of(List.of("root")));
    }

    private void open(Duration settle, PickupSettings.Owners owners) throws IOException {
        open(settle, Duration.ofMillis(300), owners);
    }

    /// @param patience with a control file whose text is missing
    private void open(Duration settle, Duration patience, PickupSettings.Owners owners)
            throws IOException {
        var settings =
                new PickupSettings(
                        Optional.of(directory()),
                        Duration.ofMillis(100),
                        settle,
                        patience,
                        DomainOrder.INTERNET,
                        owners);
        pickup = Optional.of(Pickup.open(directory(), settings, intake));
    }

    /// As a well-behaved program does: under a name that nobody looks at, then renamed.
    private Path drop(String name, String content) throws IOException {
        Files.createDirectories(directory());
        Path making =
                Files.writeString(
                        directory().resolve("." + name), content, StandardCharsets.ISO_8859_1);
        Files.setLastModifiedTime(making, FileTime.from(Instant.now().minusSeconds(1)));
        return Files.move(making, directory().resolve(name));
    }

    private List<String> taken() {
        return intake.letters().stream()
                .map(letter -> letter.toString().replaceFirst(" : .*", ""))
                .sorted()
                .toList();
    }

    private interface Condition {
        boolean met() throws IOException;
    }

    private static void await(String what, Condition condition) throws IOException {
        Instant limit = Instant.now().plus(LIMIT);
        while (!condition.met()) {
            if (Instant.now().isAfter(limit)) throw new AssertionError("in vain: " + what);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private List<String> names(Path at) throws IOException {
        if (!Files.exists(at)) return List.of();
        try (Stream<Path> files = Files.list(at)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void awaitEmpty() throws IOException {
        await("the directory is empty", () -> names(directory()).isEmpty());
    }

    private String awaitReason(String name) throws IOException {
        Path reason = directory().resolve("failed").resolve(name + ".reason");
        await(
                name + " is set aside",
                () -> Files.exists(reason) && !Files.exists(directory().resolve(name)));
        await(
                "with its file",
                () -> Files.exists(reason.resolveSibling(name), LinkOption.NOFOLLOW_LINKS));
        return Files.readString(reason).strip();
    }

    /// RFC 786's example, and what JNT Mail says of the way back.
    @Test
    void aLetterForNiMailIsTaken() throws IOException {
        drop(
                "LETTER.NIMAIL.1",
                """
                pat%c%b@a
                pat%d@a

                Via: USC-ISIE; 22-Jul-81 10:20:30
                From: Sam at SRI-NIC
                Subject: cheese

                Pat: a@b.
                \0\0\
                """
                        .replace("\n", "\r\n"));
        open();
        awaitEmpty();
        assertThat(intake.letters()).hasSize(1);
        assertThat(intake.letters().getFirst())
                .hasToString(
                        "@relay.example,@usc-isie,Sam@SRI-NIC -> @a,@b,pat@c @a,pat@d : Via:"
                                + " USC-ISIE; 22-Jul-81 10:20:30 | From: Sam at SRI-NIC | Subject:"
                                + " cheese |  | Pat: a@b.");
    }

    @Test
    void aLetterForNiMailThatIsNoneIsSetAside() throws IOException {
        drop("one.nimail", "pat%c%b@a\n\nSubject: who wrote this\n\nx\n");
        drop("two.nimail", "From: pat@a\n\nx\n");
        open();
        assertThat(awaitReason("one.nimail")).contains("no usable sender");
        assertThat(awaitReason("two.nimail")).contains("recipient \"From: pat@a\"");
        assertThat(intake.letters()).isEmpty();
    }

    /// RFC 785's figures 2 and 3.
    @Test
    void theExampleOfRfc785IsTaken() throws IOException {
        drop(
                TEXT,
                """
                DATE: April 6, 1981
                Sender: Linda at ISIF
                From: Jon Postel <postel@isif>
                To: DCrocker at UDel, Cerf at ISIA
                Cc: postel@ISIF
                Bcc: sluizer@isif
                Subject: MTP discussion

                Your comments on the MTP document were most helpful.
                \0\0\0\
                """);
        drop(
                CONTROL,
                """
                FILE:<LINDA>^V[--UNSENT-MAIL-FILE--^V].MTP.1\r
                FROM:<Linda@ISIF>\r
                TO:<DCrocker@UDel>\r
                TO:<Cerf@ISIA>\r
                TO:<postel@ISIF>\r
                TO:<sluizer@isif>\r
                \0\0\
                """
                        .replace("^V", V));
        open();
        awaitEmpty();
        assertThat(intake.letters()).hasSize(1);
        assertThat(intake.letters().getFirst())
                .hasToString(
                        "Linda@ISIF -> DCrocker@UDel Cerf@ISIA postel@ISIF sluizer@isif : DATE:"
                            + " April 6, 1981 | Sender: Linda at ISIF | From: Jon Postel"
                            + " <postel@isif> | To: DCrocker at UDel, Cerf at ISIA | Cc:"
                            + " postel@ISIF | Bcc: sluizer@isif | Subject: MTP discussion |  | Your"
                            + " comments on the MTP document were most helpful.");
    }

    @Test
    void aPlainFileHasItsEnvelopeInItsHeader() throws IOException {
        open();
        drop("one.eml", "From: a@b\nTo: c@d\nBcc: e@f\nDate: D\nMessage-ID: <1>\n\nbody\n");
        awaitEmpty();
        assertThat(intake.letters().getFirst())
                .hasToString(
                        "a@b -> c@d e@f : From: a@b | To: c@d | Date: D | Message-ID: <1> |  |"
                                + " body");
        assertThat(intake.letters().getFirst().octets())
                .startsWith("Received: from " + ME + " ([127.0.0.1])\r\n\tby relay.example")
                .contains(" with PICKUP id ");
    }

    /// RFC 785, "Discussion": one file for each recipient, who stands in its name.
    @Test
    void theOlderFormIsTakenToo() throws IOException {
        String text = "Sender: Linda at ISIF\nTo: somebody else\n\nbody\n";
        drop(V + "[--UNSENT-MAIL--" + V + "].DCrocker" + V + "@UDel.1", text);
        drop("[--UNSENT-MAIL--].Cerf@ISIA.12", text);
        open();
        awaitEmpty();
        assertThat(taken())
                .containsExactly("Linda@ISIF -> Cerf@ISIA", "Linda@ISIF -> DCrocker@UDel");
        assertThat(intake.letters().getFirst().octets()).endsWith(text.replace("\n", "\r\n"));
    }

    @Test
    void whatIsBeingWrittenIsNotTaken() throws IOException {
        open(Duration.ofHours(1), PickupSettings.Owners.of(List.of()));
        String half = "To: half@b\n\nhalf of ";
        Path inPlace = Files.writeString(directory().resolve("in-place.eml"), half);
        Files.writeString(directory().resolve("x.eml.tmp"), half);
        Files.writeString(directory().resolve(".hidden.eml"), half);
        Files.createFile(directory().resolve("empty.eml"));
        drop("whole.eml", "To: c@d\n\nbody\n");
        await(
                "the whole one is taken",
                () -> taken().equals(List.of(ME + "@relay.example -> c@d")));
        pickup.orElseThrow().close();
        assertThat(names(directory()))
                .containsExactly(".hidden.eml", "empty.eml", "in-place.eml", "x.eml.tmp");
        Files.writeString(inPlace, "the rest", StandardOpenOption.APPEND);
        open();
        await("it is taken when it is left alone", () -> taken().size() == 2);
        assertThat(intake.letters().getLast().octets()).endsWith("half of the rest");
        assertThat(awaitReason("empty.eml")).contains("no To:, Cc: or Bcc:");
    }

    @Test
    void whatIsNoFileOfItsOwnIsSetAside() throws Exception {
        Files.createDirectories(directory().resolve("directory.eml"));
        Path secret = Files.writeString(folder.resolve("secret"), "To: a@b\n\nsecret\n");
        Files.createSymbolicLink(directory().resolve("symbolic.eml"), secret);
        Files.createLink(directory().resolve("hard.eml"), secret);
        Path pipe = directory().resolve("pipe.eml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        open();
        assertThat(awaitReason("directory.eml")).contains("a directory");
        assertThat(awaitReason("symbolic.eml")).contains("a symbolic link");
        assertThat(awaitReason("hard.eml")).contains("a hard link");
        assertThat(awaitReason("pipe.eml")).contains("no regular file");
        assertThat(intake.letters()).isEmpty();
        assertThat(secret).content().contains("secret");
    }

    @Test
    void aStrangersFileIsSetAside() throws IOException {
        drop("a.eml", "To: c@d\n\n");
        open(Duration.ZERO, new PickupSettings.Owners.Named(Set.of("somebody")));
        assertThat(awaitReason("a.eml")).contains("it belongs to " + ME);
        assertThat(intake.letters()).isEmpty();
    }

    @Test
    void oneRefusedRecipientKeepsTheMessageFromAll() throws IOException {
        intake.set("refuse", "NO_SUCH_USER c@d");
        intake.set("refuse", "NO_ROUTE e@f");
        drop("a.eml", "To: a@b, c@d, e@f\n\n");
        open();
        assertThat(awaitReason("a.eml"))
                .isEqualTo(
                        "c@d: there is no such user here\n"
                                + "e@f: no route says where mail for that host goes");
        assertThat(intake.letters()).isEmpty();
        assertThat(intake.openTexts()).isZero();
    }

    @Test
    void whatIsRefusedForNowStaysUntilItIsTaken() throws IOException {
        intake.set("end", "NO_ROOM");
        drop("a.eml", "To: c@d\n\n");
        Path later = drop("b.eml", "To: e@f\n\n");
        intake.set("refuse", "BUSY e@f");
        open();
        Path witness = drop("z.eml", "To: near nobody\n\n"); // is set aside when it is looked at
        await("they were looked at", () -> !Files.exists(witness));
        assertThat(names(directory())).contains("a.eml", "b.eml");
        intake.set("end", "");
        await("it is taken", () -> taken().equals(List.of(ME + "@relay.example -> c@d")));
        assertThat(later).exists();
    }

    @Test
    void everyReasonIsKept() throws IOException {
        drop("a.eml", "Subject: first\n\n");
        open();
        assertThat(awaitReason("a.eml")).isNotEmpty();
        drop("a.eml", "Subject: second\n\n");
        await("it has a directory of its own", () -> !Files.exists(directory().resolve("a.eml")));
        Path failed = directory().resolve("failed");
        assertThat(failed.resolve("a.eml")).content().contains("first");
        try (Stream<Path> below = Files.walk(failed, 2)) {
            assertThat(below.filter(file -> file.getNameCount() > failed.getNameCount() + 1))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("a.eml", "a.eml.reason");
        }
        assertThat(Files.getPosixFilePermissions(failed))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aControlFileWithAMistakeIsSetAside() throws IOException {
        Map<String, String> wrong =
                Map.of(
                        "no-file", "FROM:<>\nTO:<a@b>\n",
                        "two-senders", "FILE:x\nFROM:<>\nFROM:<c@d>\nTO:<a@b>\n",
                        "no-recipient", "FILE:x\nFROM:<c@d>\n",
                        "no-path", "FILE:x\nFROM:<c@d>\nTO:a@b\n",
                        "no-line", "FILE:x\nFROM:<c@d>\nTO:<a@b>\nhello\n",
                        "no-generation", "FILE:<L>X.Y\nFROM:<c@d>\nTO:<a@b>\n",
                        "outside", "FILE:../x\nFROM:<c@d>\nTO:<a@b>\n",
                        "missing", "FILE:x\nFROM:<c@d>\nTO:<a@b>\n",
                        "export", "FILE:x\nFROM:<c@d>\nTO:<a@b>\n; held reason=x\n",
                        "noise", "\0\0\377\376\r\r\n");
        for (var file : wrong.entrySet()) drop(file.getKey() + ".control", file.getValue());
        open();
        Map<String, String> reasons = new TreeMap<>();
        for (String name : wrong.keySet()) reasons.put(name, awaitReason(name + ".control"));
        assertThat(reasons)
                .containsEntry("no-file", "FILE: is missing")
                .containsEntry("two-senders", "FROM: stands there 2 times")
                .containsEntry("no-recipient", "TO: is missing")
                .containsEntry("no-line", "line 4: a line begins with FILE:, FROM:, TO: or ;")
                .containsEntry("no-generation", "line 1: FILE: has no generation number (RFC 785)")
                .containsEntry("outside", "FILE: names no file beside this one")
                .containsEntry("missing", "there is no such FILE: here");
        assertThat(reasons.get("no-path")).startsWith("line 3: ");
        assertThat(reasons.get("export")).contains("posthouse spool import");
        assertThat(intake.letters()).isEmpty();
    }

    @Test
    void aTextMayHaveAnyNameAndComeLater() throws IOException {
        var owners = PickupSettings.Owners.of(List.of("root"));
        open(Duration.ofMillis(50), Duration.ofMinutes(2), owners);
        drop("42.control", ";; mine\nfile: letter.text\nfrom: <>\nto: <@A,b@c>\n TO:<d@e>\n");
        drop("letter.text", "Subject: x\n\ny\n");
        awaitEmpty();
        assertThat(intake.letters().getFirst()).hasToString("<> -> @a,b@c d@e : Subject: x |  | y");
    }

    @Test
    void thousandsAreTaken() throws IOException {
        for (int i = 0; i < 2_000; i++) drop(i + ".eml", "To: u" + i + "@b\n\n");
        open();
        awaitEmpty();
        assertThat(new TreeSet<>(taken())).hasSize(2_000);
        assertThat(intake.letters()).hasSize(2_000);
    }

    @Test
    void aDirectoryThatCannotServeIsRefused() throws IOException {
        Files.writeString(directory(), "no directory");
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a directory");
    }
}
