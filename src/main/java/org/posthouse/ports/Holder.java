package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.registry.Chapter;

/// Who stood for a port in its lists, and from when to when he is seen there.
///
/// @param from ISO, of the first source that names him
/// @param to ISO, of the last
public record Holder(String name, String from, String to) {
    /// `Jon Postel 1981-01..2017-06-05`.
    public String words() {
        return name + " " + from + (from.equals(to) ? "" : ".." + to);
    }

    /// All of a story, in order.
    static List<Holder> of(List<Chapter> story) {
        Map<String, Holder> holders = new LinkedHashMap<>();
        for (Chapter chapter : story)
            for (String name : names(chapter))
                holders.merge(
                        // Berners-Lee, Berners Lee; Marshall T. Rose, Marshall Rose
                        name.replace('.', ' ')
                                .replaceAll(" +\\p{L}(?= )", "")
                                .replaceAll("[^\\p{L}]", ""),
                        new Holder(name, chapter.from(), chapter.to()),
                        (one, next) -> new Holder(one.name, one.from, next.to));
        return List.copyOf(holders.values());
    }

    private static List<String> names(Chapter chapter) {
        String names =
                switch (chapter) {
                    case Chapter.Listed listed ->
                            listed.first().isHeld()
                                    ? listed.first().person().replace("; ", ", ")
                                    : "";
                    case Chapter.Today today -> today.entry().holder();
                    // the log has holder and contact in one
                    case Chapter.Found found -> found.side().people().split(", ", 2)[0];
                    case Chapter.Changed changed ->
                            changed.change().before().people().split(", ", 2)[0]
                                    + ", "
                                    + changed.change().now().people().split(", ", 2)[0];
                    case Chapter.Turn _, Chapter.Gap _, Chapter.Seen _ -> "";
                };
        return Stream.of(names.split(", ")).filter(name -> !name.isEmpty()).toList();
    }
}
