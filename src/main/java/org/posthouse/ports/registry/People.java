package org.posthouse.ports.registry;

import module java.base;

/// Finds persons and houses in all that is on record, with what they stood for and when.
public final class People {
    private People() {}

    /// One thing that somebody stood for.
    ///
    /// @param number or run of them; empty for a service without
    /// @param from ISO, of the first source
    /// @param to of the last
    public record Part(
            String person,
            Optional<Numbers> number,
            String what,
            String from,
            String to,
            String source) {}

    /// A key by which the lists in print name somebody.
    ///
    /// @param first the first list that has it for this name
    /// @param last the last one
    public record Key(String key, String name, int first, int last) {
        /// In a sentence.
        public String words() {
            String lists = first == last ? "RFC " + first : "RFC " + first + " to RFC " + last;
            return key + " is " + name + " in " + lists + ".";
        }
    }

    private static final class Keys {
        static final Table TABLE = Table.shipped("keys.tsv");
    }

    /// Whom the lists mean by a key such as `SK8`.
    public static List<Key> keys(String key) {
        return Keys.TABLE.of(key).stream()
                .map(row -> new Key(row.at(0), row.at(1), row.number(2), row.number(3)))
                .toList();
    }

    /// All that persons of this name, or of a name that has it as a part, stood for.
    public static List<Part> find(String name, Registry registry) {
        Predicate<String> matches = matching(name);
        var parts = new LinkedHashMap<String, Part>();
        for (Listing row : History.listings())
            if (row.isHeld() && matches.test(row.person()))
                add(
                        parts,
                        new Part(
                                row.person(),
                                Optional.of(row.numbers()),
                                row.name(),
                                row.list().date(),
                                row.list().date(),
                                row.list().toString()));
        for (Change change : History.changes()) changed(parts, change, matches);
        for (Entry entry : registry.all()) {
            String people = entry.holder() + ", " + Entry.plain(entry.contact());
            if (matches.test(people)) add(parts, today(entry, matches, registry.date()));
        }
        return List.copyOf(parts.values());
    }

    private static Predicate<String> matching(String name) {
        List<String> words =
                Stream.of(folded(name).split(" ", -1)).filter(word -> !word.isEmpty()).toList();
        return person -> {
            List<String> has = List.of(folded(person).split(" ", -1));
            return !words.isEmpty()
                    && words.stream()
                            .allMatch(word -> has.stream().anyMatch(one -> one.startsWith(word)));
        };
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]+", " ").strip();
    }

    private static void changed(Map<String, Part> parts, Change change, Predicate<String> matches) {
        for (Change.Side side : List.of(change.before(), change.now()))
            if (matches.test(side.people()))
                add(
                        parts,
                        new Part(
                                side.people(),
                                change.numbers(),
                                side.title(),
                                change.day(),
                                change.day(),
                                "registry log"));
    }

    private static Part today(Entry entry, Predicate<String> matches, String date) {
        String contact = Entry.plain(entry.contact());
        return new Part(
                matches.test(entry.holder()) ? entry.holder() : contact + " (contact)",
                entry.numbers(),
                entry.title(),
                entry.registered().isEmpty() ? date : entry.registered(),
                date,
                "registry");
    }

    /// The same in the next source is one part with a longer time.
    private static void add(Map<String, Part> parts, Part part) {
        parts.merge(
                part.number() + folded(part.what()).replace(" ", ""),
                part,
                (one, next) ->
                        new Part(
                                one.person,
                                one.number,
                                one.what,
                                one.from,
                                next.to,
                                one.source.equals(next.source)
                                        ? one.source
                                        : one.source.replaceFirst(" \\.\\. .*", "")
                                                + " .. "
                                                + next.source));
    }
}
