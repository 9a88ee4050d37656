package org.posthouse.ports.sockets;

import module java.base;

/// Reads what a condition of `nft -j` is held against: single values, ranges, prefixes, sets.
record NftValues(Function<String, Optional<List<Object>>> sets) {
    /// A row for each value that will do, each with a value for each field.
    List<List<Value>> rows(Object right) {
        if (right instanceof List<?> several) // as `ct state established,related`
        return several.stream().flatMap(one -> rows(one).stream()).toList();
        if (isSet(right))
            return elements(right)
                    .map(all -> all.stream().map(this::row).toList())
                    .orElseGet(() -> List.of(List.of(Value.UNKNOWN)));
        return List.of(row(right));
    }

    private static boolean isSet(Object right) {
        return right instanceof Map<?, ?> map && map.containsKey("set")
                || right instanceof String name && name.startsWith("@");
    }

    /// The elements of a set or a map, named or not.
    Optional<List<Object>> elements(Object set) {
        if (set instanceof String name && name.startsWith("@"))
            return sets.apply(name.substring(1));
        return set instanceof Map<?, ?> map && map.get("set") instanceof List<?> elements
                ? Optional.of(List.copyOf(elements))
                : Optional.empty();
    }

    private List<Value> row(Object element) {
        if (element instanceof Map<?, ?> map) {
            if (map.get("elem") instanceof Map<?, ?> elem && elem.get("val") != null)
                return row(Objects.requireNonNull(elem.get("val")));
            if (map.get("concat") instanceof List<?> parts)
                return parts.stream().map(NftValues::value).toList();
        }
        return List.of(value(element));
    }

    private static Value value(Object one) {
        return switch (one) {
            case Long number when number <= 65_535 ->
                    new Value.Ports(number.intValue(), number.intValue());
            case String text -> text(text);
            case Map<?, ?> map -> composed(map);
            default -> Value.UNKNOWN;
        };
    }

    private static Value text(String text) {
        Value address = Value.network(text);
        return address instanceof Value.Addresses ? address : new Value.Word(text);
    }

    private static Value composed(Map<?, ?> map) {
        if (map.get("elem") instanceof Map<?, ?> elem && elem.get("val") != null)
            return value(Objects.requireNonNull(elem.get("val")));
        if (map.get("range") instanceof List<?> ends && ends.size() == 2)
            return range(ends.get(0), ends.get(1));
        if (map.get("prefix") instanceof Map<?, ?> prefix)
            return Value.network(prefix.get("addr") + "/" + prefix.get("len"));
        return Value.UNKNOWN;
    }

    private static Value range(Object low, Object high) {
        if (low instanceof Long a && high instanceof Long b && b <= 65_535 && a <= b)
            return new Value.Ports(a.intValue(), b.intValue());
        Optional<IpAddress> from = IpAddress.parse(String.valueOf(low));
        Optional<IpAddress> to = IpAddress.parse(String.valueOf(high));
        return from.isPresent() && to.isPresent()
                ? new Value.Addresses(from.get(), to.get())
                : Value.UNKNOWN;
    }
}
