package org.posthouse.ports.sockets;

import module java.base;

/// Writes an expression of `nft -j` about as nft(8) itself has it, for a reader. Nothing is judged
/// by it.
final class NftWords {
    private static final int LONGEST = 100;

    private NftWords() {}

    static String of(Object expression) {
        String words = words(expression);
        return words.length() > LONGEST ? words.substring(0, LONGEST - 1) + "…" : words;
    }

    private static String words(Object expression) {
        return switch (expression) {
            case Map<?, ?> map -> object(map);
            case List<?> list -> list(list, ", ");
            default -> String.valueOf(expression);
        };
    }

    private static String list(List<?> list, String between) {
        int most = 8; // a set may have a hundred thousand
        String shown =
                list.stream().limit(most).map(NftWords::words).collect(Collectors.joining(between));
        return list.size() > most ? shown + between + "…" : shown;
    }

    private static String object(Map<?, ?> map) {
        if (map.containsKey("left")) return comparison(map);
        if (map.containsKey("key") && map.containsKey("data"))
            return words(member(map, "key")) + " map";
        if (map.size() != 1) return map.values().stream().map(NftWords::words).collect(JOINED);
        String name = String.valueOf(map.keySet().iterator().next());
        Object body = map.values().iterator().next();
        return switch (name) {
            case "set" -> "{ " + words(body) + " }";
            case "range" -> body instanceof List<?> ends ? list(ends, "-") : "";
            case "concat" -> body instanceof List<?> parts ? list(parts, " . ") : "";
            case "prefix" -> body instanceof Map<?, ?> p ? p.get("addr") + "/" + p.get("len") : "";
            case "payload" -> words(body);
            case "elem" -> body instanceof Map<?, ?> elem ? words(member(elem, "val")) : "";
            case "meta" -> body instanceof Map<?, ?> meta ? words(member(meta, "key")) : "";
            default -> name + (body instanceof Optional<?> ? "" : " " + words(body));
        };
    }

    private static final Collector<CharSequence, ?, String> JOINED = Collectors.joining(" ");

    private static Object member(Map<?, ?> map, String name) {
        return Objects.requireNonNullElse(map.get(name), "?");
    }

    private static String comparison(Map<?, ?> map) {
        String op = String.valueOf(map.get("op"));
        boolean plain = op.equals("==") || op.equals("in");
        return words(member(map, "left"))
                + (plain ? " " : " " + op + " ")
                + words(member(map, "right"));
    }
}
