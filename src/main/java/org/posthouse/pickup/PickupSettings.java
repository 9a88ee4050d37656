package org.posthouse.pickup;

import module java.base;

import org.posthouse.conf.Reading;
import org.posthouse.conf.Section;
import org.posthouse.mail.DomainOrder;

/// What `[pickup]` says.
///
/// @param directory `directory`: where files are left for us; nobody looks for any when it is not
///   named. A relative name is one in the data directory
/// @param interval `interval`: how often the whole directory is read, besides what the system tells
///   of new files; also how long we wait after a temporary refusal
/// @param settle `settle`: how long a file must have been left alone to be taken, if it was not
///   renamed after it was written
/// @param patience `patience`: how long a control file waits for its text
/// @param order `order`: how domains are written in letters of RFC 786
/// @param owners `owners`: whose files are taken besides our own user's; `any` for everybody's
public record PickupSettings(
        Optional<Path> directory,
        Duration interval,
        Duration settle,
        Duration patience,
        DomainOrder order,
        Owners owners) {
    /// Whose files are taken. Who owns a file says who may send by it; who may write into the
    /// directory is for the directory's mode to say.
    sealed interface Owners {
        record Any() implements Owners {}

        /// @param names of users, ours among them
        record Named(Set<String> names) implements Owners {}

        static Owners of(List<String> words) {
            if (words.contains("any")) return new Any();
            return new Named(
                    Stream.concat(words.stream(), Stream.of(System.getProperty("user.name")))
                            .collect(Collectors.toUnmodifiableSet()));
        }

        default boolean include(String user) {
            return switch (this) {
                case Any() -> true;
                case Named(var names) -> names.contains(user);
            };
        }
    }

    private static final List<String> ROOT = List.of("root");

    public static PickupSettings defaults() {
        return new PickupSettings(
                Optional.empty(),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofMinutes(15),
                DomainOrder.INTERNET, // ARPANET hosts had names of one part in 1981
                Owners.of(ROOT));
    }

    /// @param data the data directory
    public static PickupSettings from(Section pickup, Path data) {
        PickupSettings byDefault = defaults();
        return new PickupSettings(
                directory(pickup, data),
                pickup.duration("interval", byDefault.interval),
                pickup.duration("settle", byDefault.settle),
                pickup.duration("patience", byDefault.patience),
                pickup.one("order", byDefault.order, PickupSettings::order),
                Owners.of(pickup.texts("owners", ROOT)));
    }

    private static Reading<DomainOrder> order(String text) {
        return switch (text) {
            case "nrs" -> new Reading.Good<>(DomainOrder.NRS);
            case "internet" -> new Reading.Good<>(DomainOrder.INTERNET);
            default -> new Reading.Bad<>("\"" + text + "\" is neither nrs nor internet");
        };
    }

    private static Optional<Path> directory(Section pickup, Path data) {
        Optional<String> name = pickup.text("directory");
        if (name.isEmpty()) return Optional.empty();
        return switch (path(name.get())) {
            case Reading.Good<Path>(var path) -> Optional.of(data.resolve(path).normalize());
            case Reading.Bad<Path>(var why) -> {
                pickup.mistake("directory", why);
                yield Optional.empty();
            }
        };
    }

    private static Reading<Path> path(String text) {
        try {
            return new Reading.Good<>(Path.of(text));
        } catch (InvalidPathException _) {
            return new Reading.Bad<>("\"" + text + "\" is no directory name");
        }
    }
}
