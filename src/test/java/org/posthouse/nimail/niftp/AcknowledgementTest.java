package org.posthouse.nimail.niftp;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.posthouse.wire.Listener;

/// An acknowledgement is a promise: not an octet of MR or ER leaves before the store has what they
/// acknowledge on its disk.
@Timeout(180)
final class AcknowledgementTest {
    private static final String GO = "82 01 00";

    @TempDir Path directory;

    /// Says what it is asked to do, and does it when it is let.
    private static final class SlowStore implements Store {
        private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        private final Semaphore leave = new Semaphore(0);
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

        private void slowly(String what) throws IOException {
            asked.add(what);
            try {
                if (!leave.tryAcquire(60, TimeUnit.SECONDS)) throw new IOException("not let");
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        String next() throws InterruptedException {
            return String.valueOf(asked.poll(60, TimeUnit.SECONDS));
        }

        @Override
        public void write(byte[] written, int offset, int length) {
            octets.write(written, offset, length);
        }

        @Override
        public long position() {
            return octets.size();
        }

        @Override
        public void secure(Mark mark) throws IOException {
            slowly("secure " + mark.number() + " with " + octets.size());
        }

        @Override
        public void back(Mark mark) {}

        @Override
        public Fate finish() throws IOException {
            slowly("finish with " + octets.size());
            return new Fate.Taken();
        }

        @Override
        public void suspend(Mark last) {
            asked.add("suspend");
        }

        @Override
        public void discard() {
            asked.add("discard");
        }

        @Override
        public void over() {
            asked.add("over");
        }
    }

    private Listener listen(Store store) throws IOException {
        NiftpSettings settings = Fixture.settings(directory, Profile.UNIX_NIFTP);
        Service service = (wanted, _) -> new Service.Answer.Receive(wanted, store, Mark.START);
        return Fixture.listen(
                new NiftpReceiver(settings.manner(), Services.files(service), new UnderWay()));
    }

    @Test
    void nothingIsAcknowledgedBeforeItIsSecured() throws Exception {
        var store = new SlowStore();
        try (Listener q = listen(store);
                Talk talk = new Talk(q.address())) {
            talk.ask(
                    Access.MAKE,
                    "new",
                    Attribute.equal(Meaning.WINDOW, 3),
                    Attribute.equal(Meaning.FACILITIES, Agreement.ACKNOWLEDGE | Agreement.RESUME));
            assertThat(talk.command()).isEqualTo("RPOS");
            talk.say(GO + "00 40 00 81 61 00 41 01 81 62 00 41 02");
            assertThat(talk.silent()).isTrue();
            assertThat(store.next()).isEqualTo("secure 2 with 4");
            store.leave.release();
            assertThat(talk.data()).isEqualTo("0 MR 02");
            talk.say("81 63 00 41 03 81 64 00 43 00");
            assertThat(talk.silent()).isTrue();
            assertThat(store.next()).isEqualTo("secure 3 with 8");
            store.leave.release();
            assertThat(talk.data()).isEqualTo("0 MR 03");
            assertThat(talk.silent()).isTrue();
            assertThat(store.next()).isEqualTo("finish with 8");
            store.leave.release();
            assertThat(talk.data()).isEqualTo("0 ER 00");
            talk.say("86 00 01 0f 22 20 00");
            assertThat(talk.command()).isEqualTo("STOPACK 2000");
            assertThat(store.next()).isEqualTo("over");
        }
    }

    /// What MR acknowledged is in the part, and the docket says so, by the time MR is heard.
    @Test
    void theDocketIsThereBeforeMr() throws IOException {
        Path tree = Files.createDirectory(directory.resolve("tree"));
        Path data = directory.resolve("q");
        try (Listener q = Fixture.listen(tree, data, Profile.UNIX_NIFTP);
                Talk talk = new Talk(q.address())) {
            talk.ask(
                    Access.MAKE,
                    "new",
                    Attribute.equal(Meaning.WINDOW, 1),
                    Attribute.equal(Meaning.FACILITIES, Agreement.ACKNOWLEDGE | Agreement.RESUME));
            assertThat(talk.command()).isEqualTo("RPOS");
            talk.say(GO + "00 40 00 83 61 62 63 00 41 01");
            assertThat(talk.data()).isEqualTo("0 MR 01");
            Path docket = only(data);
            assertThat(Docket.read(Files.readString(docket)).orElseThrow().mark())
                    .isEqualTo(new Mark(1, 4, 0));
            assertThat(only(tree)).hasContent("abc\n");
        }
    }

    private static Path only(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.collect(Collectors.reducing((a, b) -> directory)).orElseThrow();
        }
    }
}
