package org.posthouse.cli;

import module java.base;

import org.posthouse.conf.Durations;
import org.posthouse.conf.Reading;
import org.posthouse.conf.Sizes;
import org.posthouse.mail.MailPath;
import org.posthouse.mail.Outbound;
import org.posthouse.mail.ReversePath;
import org.posthouse.wire.Transcript;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `posthouse load`: how many messages a host takes, and how long each takes. It always comes to an
/// end, and troubles other people's hosts only when told to by name.
@Command(
        name = "load",
        description = {
            "Sends many messages to one host and tells how many it took and how long each took.",
            "Each session keeps its connection. The run ends after --messages or --duration,"
                    + " whichever comes first. Only this machine is tried unless --yes-really names"
                    + " the host."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all were accepted",
            "1:some were refused",
            "2:wrong usage",
            "75:some were put off, or their line broke"
        },
        footer = {
            "",
            "Example:",
            "  posthouse load --via smtp://localhost:8025 --sessions 100 --size 1KiB --duration 5s"
        })
public final class LoadCommand implements Callable<Integer> {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final int MOST = 100_000; // sessions, recipients: beyond what ports there are
    private static final long LARGEST = 1L << 30; // octets of a message; it is kept in memory

    @Spec private CommandSpec spec;

    @Mixin private final ViaHost via;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            defaultValue = "10",
            description = "At one time. Default: ${DEFAULT-VALUE}.")
    private int sessions;

    @Option(names = "--messages", paramLabel = "N", description = "In all, at most.")
    private Optional<Long> messages;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            defaultValue = "1KiB",
            converter = Size.class,
            description = "Of each, header included. Default: ${DEFAULT-VALUE}.")
    private Long size;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Messages a second in all. Default: as fast as it goes.")
    private Optional<Integer> rate;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = Length.class,
            description = "At most. Default: 10s, or 10m when --messages is given.")
    private Optional<Duration> duration;

    @Option(
            names = "--recipients",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Of each message: user1@host, user2@host and so on. Default: ${DEFAULT-VALUE}.")
    private int recipients;

    @Option(
            names = "--from",
            paramLabel = "ADDRESS",
            defaultValue = "load@localhost",
            converter = Addresses.From.class,
            description = "Default: ${DEFAULT-VALUE}.")
    private ReversePath from;

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            defaultValue = "load@localhost",
            converter = Addresses.To.class,
            description = "Default: ${DEFAULT-VALUE}.")
    private MailPath to;

    @Option(
            names = "--yes-really",
            paramLabel = "HOST",
            description = "Loads a host that is not this machine; the same name as in --via.")
    private Optional<String> yesReally;

    public LoadCommand(Senders senders) {
        via = new ViaHost(senders);
    }

    static final class Size implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return read(Sizes.read(text));
        }
    }

    static final class Length implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return read(Durations.read(text));
        }
    }

    private static <T> T read(Reading<T> reading) {
        return switch (reading) {
            case Reading.Good<T>(var value) -> value;
            case Reading.Bad<T>(var why) -> throw new TypeConversionException(why);
        };
    }

    @Override
    public Integer call() {
        LoadPlan plan = plan();
        needConsent();
        Outbound sender = via.sender(Transcript.NONE);
        return new LoadRun(plan, sender, MachineName.find())
                .run(spec.commandLine().getErr(), spec.commandLine().getOut())
                .code();
    }

    private LoadPlan plan() {
        need("--sessions", sessions, MOST);
        need("--recipients", recipients, MOST);
        need("--messages", messages.orElse(1L), Long.MAX_VALUE);
        need("--rate", rate.orElse(1), Integer.MAX_VALUE);
        need("--size", size, LARGEST);
        return new LoadPlan(
                via.hop(),
                from,
                to,
                recipients,
                sessions,
                messages.orElse(Long.MAX_VALUE),
                size.intValue(),
                rate.orElse(0),
                duration.orElse(messages.isPresent() ? LONG : SHORT));
    }

    private static void need(String option, long number, long most) {
        if (number < 1 || number > most)
            throw Stop.usage(option + " is " + number + ", not between 1 and " + most);
    }

    /// A load run is not for hosts of others.
    private void needConsent() {
        boolean here = addresses().allMatch(InetAddress::isLoopbackAddress);
        if (!here && !yesReally.equals(Optional.of(via.hop().host()))) {
            throw Stop.usage(
                    via.hop().host()
                            + " is not this machine; if it may be loaded, add --yes-really "
                            + via.hop().host());
        }
    }

    private Stream<InetAddress> addresses() {
        try {
            return Stream.of(InetAddress.getAllByName(via.hop().host()));
        } catch (UnknownHostException _) {
            throw Stop.later("there is no address for " + via.hop().host());
        }
    }
}
