package org.posthouse.gateway;

import module java.base;

/// Decides what of a message its readers are shown, and how.
final class Choice {
    /// What becomes of a leaf.
    enum Treatment {
        /// Its text.
        SHOWN,
        /// Its text, under a line with its name.
        SHOWN_AS_FILE,
        /// A line with its name.
        LISTED,
        UUENCODED,
        /// A line that says there was a signature: nobody can check it any more.
        SIGNATURE,
        /// Another form of what is shown.
        LEFT_OUT
    }

    private final long uuencodeBelow;
    private final Map<Integer, Treatment> treatments = new HashMap<>();

    private Choice(long uuencodeBelow) {
        this.uuencodeBelow = uuencodeBelow;
    }

    /// @return by number
    static Map<Integer, Treatment> of(Part body, ShapeSettings settings) {
        var choice = new Choice(settings.uuencodeBelow());
        choice.take(body);
        return Map.copyOf(choice.treatments);
    }

    private void take(Part part) {
        switch (part) {
            case Part.Leaf leaf -> treatments.put(leaf.number(), treatment(leaf));
            case Part.Letter(int number, Part body) -> {
                treatments.put(number, Treatment.SHOWN);
                take(body);
            }
            case Part.Several(var subtype, var parts) -> {
                switch (subtype) {
                    case "alternative" -> alternatives(parts);
                    case "signed" -> signed(parts);
                    default -> parts.forEach(this::take);
                }
            }
        }
    }

    private Treatment treatment(Part.Leaf leaf) {
        Part.Description description = leaf.description();
        boolean file = description.attached() || !description.file().isEmpty();
        if (description.isText()) return file ? Treatment.SHOWN_AS_FILE : Treatment.SHOWN;
        return leaf.size() < uuencodeBelow ? Treatment.UUENCODED : Treatment.LISTED;
    }

    /// RFC 2046 section 5.1.4: the last is the richest, and ours are to be shown the plainest that
    /// says something.
    private void alternatives(List<Part> parts) {
        int best = 0;
        for (int i = 1; i < parts.size(); i++)
            if (plainness(parts.get(i)) >= plainness(parts.get(best))) best = i;
        for (int i = 0; i < parts.size(); i++) {
            if (i == best) take(parts.get(i));
            else leaveOut(parts.get(i));
        }
    }

    private static int plainness(Part part) {
        return switch (part) {
            case Part.Leaf leaf when leaf.blank() -> 0;
            case Part.Leaf leaf ->
                    switch (leaf.description().type()) {
                        case "text/plain" -> 5;
                        case "text/html" -> 4;
                        case "text/enriched", "text/richtext" -> 3;
                        default -> leaf.description().isText() ? 2 : 1;
                    };
            case Part.Letter _ -> 1;
            case Part.Several(_, var parts) ->
                    parts.stream().mapToInt(Choice::plainness).max().orElse(0);
        };
    }

    private void leaveOut(Part part) {
        switch (part) {
            case Part.Leaf leaf -> treatments.put(leaf.number(), Treatment.LEFT_OUT);
            case Part.Letter(int number, Part body) -> {
                treatments.put(number, Treatment.LEFT_OUT);
                leaveOut(body);
            }
            case Part.Several(_, var parts) -> parts.forEach(this::leaveOut);
        }
    }

    /// RFC 1847: the first part is what was signed, the second the signature.
    private void signed(List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (i == 1 && parts.get(i) instanceof Part.Leaf leaf)
                treatments.put(leaf.number(), Treatment.SIGNATURE);
            else take(parts.get(i));
        }
    }
}
