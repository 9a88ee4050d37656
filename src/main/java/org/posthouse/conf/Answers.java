package org.posthouse.conf;

import module java.base;

import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// What was asked of one [Section], and what it answered, as TOML and in the order of asking.
final class Answers {
    /// Where an answer came from.
    enum Source {
        FILE,
        DEFAULT,
        /// Not in the file and without a default.
        NOWHERE
    }

    /// @param toml empty when there is none
    record Answer(String toml, Source source) {}

    private final Set<String> known = new LinkedHashSet<>();
    private final SequencedMap<String, Answer> values = new LinkedHashMap<>();
    private final SequencedMap<String, List<Section>> sections = new LinkedHashMap<>();
    private final Set<String> lists = new HashSet<>();

    void know(String key) {
        known.add(key);
    }

    boolean knows(String key) {
        return known.contains(key);
    }

    void fromFile(String key, String toml) {
        answer(key, new Answer(toml, Source.FILE));
    }

    void byDefault(String key, String toml) {
        answer(key, new Answer(toml, Source.DEFAULT));
    }

    void unset(String key) {
        answer(key, new Answer("", Source.NOWHERE));
    }

    private void answer(String key, Answer answer) {
        know(key);
        values.put(key, answer);
    }

    Section table(String key, Supplier<Section> maker) {
        know(key);
        return sections.computeIfAbsent(key, _ -> List.of(maker.get())).getFirst();
    }

    List<Section> tables(String key, Supplier<List<Section>> maker) {
        know(key);
        lists.add(key);
        return sections.computeIfAbsent(key, _ -> maker.get());
    }

    /// Whether its tables are written `[[key]]`.
    boolean isList(String key) {
        return lists.contains(key);
    }

    SequencedMap<String, Answer> values() {
        return values;
    }

    SequencedMap<String, List<Section>> sections() {
        return sections;
    }

    Stream<Section> below() {
        return sections.values().stream().flatMap(List::stream);
    }

    /// What to say of a key nobody asked for.
    ///
    /// @param section the name of its section
    String unknown(String section, String key, @Nullable Object value) {
        String what = isTable(value) ? "unknown table" : "unknown key";
        return Nearest.to(key, known)
                .map(near -> what + "; did you mean \"" + near + "\"?")
                .orElseGet(() -> what + "; " + choice(section));
    }

    private static boolean isTable(@Nullable Object value) {
        return value instanceof TomlTable
                || value instanceof TomlArray list
                        && !list.isEmpty()
                        && list.get(0) instanceof TomlTable;
    }

    private String choice(String section) {
        String here = section.isEmpty() ? "the top of the file" : "[" + section + "]";
        return known.isEmpty()
                ? here + " takes no settings"
                : here + " takes " + known.stream().sorted().collect(Collectors.joining(", "));
    }
}
