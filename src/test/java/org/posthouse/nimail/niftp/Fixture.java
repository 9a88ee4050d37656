package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.conf.PasswordHash;
import org.posthouse.mail.Collection;
import org.posthouse.mail.Intake;
import org.posthouse.nimail.MailService;
import org.posthouse.nimail.NimailSettings;
import org.posthouse.wire.Listener;

/// A file service on loopback with the user of the recordings, and jobs for P.
final class Fixture {
    static final PasswordHash LETMEIN = PasswordHash.of("letmein", 1);

    private Fixture() {}

    static NiftpSettings settings(Path tree, Profile profile) {
        NiftpSettings byDefault = NiftpSettings.defaults(tree);
        return new NiftpSettings(
                tree,
                Map.of("niuser", new User("niuser", LETMEIN, "", User.Rights.READ_WRITE)),
                Optional.of("guest"),
                byDefault.fileSize(),
                OptionalLong.of(0),
                byDefault.mail(),
                new Manner(profile, Duration.ofSeconds(10), "OURS"));
    }

    static Listener listen(Path tree, Path data, Profile profile) throws IOException {
        NiftpSettings settings = settings(tree, profile);
        return listen(receiver(settings, data));
    }

    static Listener listen(NiftpReceiver receiver) throws IOException {
        return Listener.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "niftp",
                receiver,
                new Listener.Capacity(50, 50));
    }

    static NiftpReceiver receiver(NiftpSettings settings, Path data) {
        return new NiftpReceiver(
                settings.manner(), Services.files(new FileService(settings, data)), new UnderWay());
    }

    /// A mail service as the recordings have it.
    static Listener listen(Intake intake, Collection waiting, Path data, Profile profile)
            throws IOException {
        NimailSettings settings = mail(profile);
        return listen(
                new NiftpReceiver(
                        settings.manner(),
                        Services.mail(new MailService(settings, intake, waiting, data)),
                        new UnderWay()));
    }

    static Listener listen(NimailSettings settings, Intake intake, Path data) throws IOException {
        return listen(
                new NiftpReceiver(
                        settings.manner(),
                        Services.mail(new MailService(settings, intake, Collection.NONE, data)),
                        new UnderWay()));
    }

    /// That takes no larger letters.
    static NimailSettings mail(long largest) {
        return mail(Profile.EVERYDAY, largest);
    }

    static NimailSettings mail(Profile profile) {
        return mail(profile, NimailSettings.defaults().messageSize());
    }

    private static NimailSettings mail(Profile profile, long largest) {
        NimailSettings byDefault = NimailSettings.defaults();
        return new NimailSettings(
                new Manner(profile, Duration.ofSeconds(10), "OURS"),
                "root",
                Map.of(),
                byDefault.order(),
                byDefault.recipients(),
                byDefault.headerField(),
                largest,
                byDefault.textLine(),
                byDefault.width());
    }

    /// The job whose SFT had these attributes.
    static Job job(List<Attribute> attributes, Path file) throws IOException {
        Map<Meaning, Value> values = new EnumMap<>(Meaning.class);
        for (Attribute attribute : attributes)
            Meaning.of(attribute.id()).ifPresent(m -> values.put(m, attribute.value()));
        var told = new Agreement(values);
        Map<Meaning, String> names = new EnumMap<>(Meaning.class);
        for (Meaning meaning : List.of(Meaning.FILENAME, Meaning.USERNAME, Meaning.PASSWORD))
            told.text(meaning).ifPresent(text -> names.put(meaning, text));
        Wanted.Kind kind =
                told.binary()
                        ? new Wanted.Kind.Binary(told.number(Meaning.WORD_SIZE))
                        : new Wanted.Kind.Text(told.formatting());
        boolean reads = told.access().reads();
        var wanted =
                new Wanted(
                        told.access(),
                        kind,
                        told.number(Meaning.TRANSFER_ID),
                        told.number(Meaning.RESTART),
                        names,
                        reads
                                ? OptionalInt.empty()
                                : OptionalInt.of(Wanted.kilooctets(Files.size(file))));
        if (!reads)
            return new Job.Give(
                    wanted,
                    new FileSource(file, Profile.UNIX_NIFTP.interval(), _ -> Optional.empty()));
        return new Job.Take(
                wanted,
                PartFile.open(
                        file,
                        "test",
                        PartFile.Finish.REPLACE,
                        PartFile.Bounds.NONE,
                        Optional.empty(),
                        Mark.START,
                        () -> {}),
                List.of());
    }
}
