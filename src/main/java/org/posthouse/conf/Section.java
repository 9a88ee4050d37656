package org.posthouse.conf;

import module java.base;

import org.jspecify.annotations.Nullable;
import org.tomlj.MutableTomlTable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// One table of the file. To ask for a key makes it known; a value that is wrong is noted as a
/// [Mistake] and its default given instead.
public final class Section {
    private final String name;
    private final TomlTable table;
    private final TomlPosition place;
    private final Ledger ledger;
    private final Answers answers = new Answers();

    /// @param name with dots, as in the file; empty for the whole file
    /// @param place where it begins
    Section(String name, TomlTable table, TomlPosition place, Ledger ledger) {
        this.name = name;
        this.table = table;
        this.place = place;
        this.ledger = ledger;
    }

    /// As the file writes it, such as `listen.smtp`; empty for the whole file.
    public String name() {
        return name;
    }

    public String text(String key, String byDefault) {
        return value(key, byDefault, Values::text, Values.toml(byDefault));
    }

    /// A text without which a part does something else.
    public Optional<String> text(String key) {
        if (has(key)) return Optional.of(text(key, "")).filter(text -> !text.isEmpty());
        answers.unset(key);
        return Optional.empty();
    }

    /// @param least the least that is allowed
    /// @param most the most that is allowed
    public int number(String key, int byDefault, int least, int most) {
        return value(
                key, byDefault, value -> Values.number(value, least, most), Values.toml(byDefault));
    }

    /// A length of time as [Durations] reads it.
    public Duration duration(String key, Duration byDefault) {
        return value(key, byDefault, Values::duration, Values.toml(byDefault));
    }

    /// Octets: a size as [Sizes] reads it, or a plain number.
    public long size(String key, long byDefault) {
        return value(key, byDefault, Values::size, Values.toml(Sizes.write(byDefault)));
    }

    public boolean yes(String key, boolean byDefault) {
        return value(key, byDefault, Values::yes, Values.toml(byDefault));
    }

    /// A text or a list of texts.
    public List<String> texts(String key, List<String> byDefault) {
        return several(key, byDefault, Reading.Good::new);
    }

    /// A text in a grammar of the part's own.
    public <T> T one(String key, T byDefault, Function<String, Reading<T>> reader) {
        return value(key, byDefault, value -> read(value, reader), Values.toml(byDefault));
    }

    private <T> T value(
            String key, T byDefault, Function<Object, Reading<T>> reader, String defaultToml) {
        Object value = at(key);
        if (value != null) {
            switch (reader.apply(value)) {
                case Reading.Good<T>(var good) -> {
                    answers.fromFile(key, Values.toml(value));
                    return good;
                }
                case Reading.Bad<T>(var why) -> mistake(key, why);
            }
        }
        answers.byDefault(key, defaultToml);
        return byDefault;
    }

    /// A text or a list of texts, each in a grammar of the part's own. Each that is wrong is a
    /// mistake of its own and left out.
    public <T> List<T> several(String key, List<T> byDefault, Function<String, Reading<T>> reader) {
        Object value = at(key);
        if (value == null) {
            answers.byDefault(key, Values.toml(byDefault));
            return byDefault;
        }
        answers.fromFile(key, Values.toml(value));
        return value instanceof TomlArray list
                ? elements(key, list, reader)
                : element(key, value, at(List.of(key)), reader).toList();
    }

    private <T> List<T> elements(String key, TomlArray list, Function<String, Reading<T>> reader) {
        return IntStream.range(0, list.size())
                .boxed()
                .flatMap(i -> element(key, list.get(i), list.inputPositionOf(i), reader))
                .toList();
    }

    private <T> Stream<T> element(
            String key, Object value, TomlPosition at, Function<String, Reading<T>> reader) {
        return switch (read(value, reader)) {
            case Reading.Good<T>(var good) -> Stream.of(good);
            case Reading.Bad<T>(var why) -> {
                ledger.add(at, full(key) + ": " + why);
                yield Stream.empty();
            }
        };
    }

    private static <T> Reading<T> read(Object value, Function<String, Reading<T>> reader) {
        return switch (Values.text(value)) {
            case Reading.Good<String>(var text) -> reader.apply(text);
            case Reading.Bad<String>(var why) -> new Reading.Bad<>(why);
        };
    }

    /// Whether the file has this key.
    public boolean has(String key) {
        answers.know(key);
        return at(key) != null;
    }

    /// The keys the file has here, in its order. Does not make them known.
    public Set<String> keys() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(table.keySet()));
    }

    /// The table of that name; an empty one when the file has none.
    public Section table(String key) {
        return answers.table(key, () -> child(key));
    }

    private Section child(String key) {
        Object value = at(key);
        if (value instanceof TomlTable child)
            return new Section(full(key), child, at(List.of(key)), ledger);
        if (value != null) {
            mistake(key, Values.kind(value) + " is not a table; write [" + full(key) + "]");
        }
        return new Section(full(key), MutableTomlTable.create(), place, ledger);
    }

    /// The tables written `[[key]]`, in the order of the file.
    public List<Section> tables(String key) {
        return answers.tables(key, () -> children(key));
    }

    private List<Section> children(String key) {
        Object value = at(key);
        if (value == null) return List.of();
        if (value instanceof TomlArray list) {
            List<Object> elements = list.toList();
            if (elements.stream().allMatch(TomlTable.class::isInstance)) {
                return IntStream.range(0, list.size())
                        .mapToObj(
                                i ->
                                        new Section(
                                                full(key),
                                                list.getTable(i),
                                                list.inputPositionOf(i),
                                                ledger))
                        .toList();
            }
        }
        mistake(key, Values.kind(value) + " is not a list of tables; write [[" + full(key) + "]]");
        return List.of();
    }

    /// Notes a mistake of a kind that only the part itself can see, at that key's place in the
    /// file; where the file does not have it, where this section begins.
    public void mistake(String key, String what) {
        ledger.add(at(List.of(key)), full(key) + ": " + what);
    }

    /// Notes the keys of the file that nobody asked for.
    void noteUnknown() {
        for (String key : table.keySet()) {
            if (!answers.knows(key)) mistake(key, answers.unknown(name, key, at(key)));
        }
        answers.below().forEach(Section::noteUnknown);
    }

    Answers answers() {
        return answers;
    }

    private @Nullable Object at(String key) {
        return table.get(List.of(key));
    }

    private TomlPosition at(List<String> path) {
        TomlPosition position = table.inputPositionOf(path);
        return position == null ? place : position;
    }

    private String full(String key) {
        return name.isEmpty() ? key : name + "." + key;
    }
}
