package org.posthouse.pickup;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.mail.Rfc785Name;
import org.posthouse.pickup.Taken.NotYet;
import org.posthouse.pickup.Taken.Unfit;

/// RFC 785's pair of files: a control file, and the text it names.
///
/// @param control the file
/// @param state of it, which was looked at
record Pair(Intake intake, Inspection inspection, Path control, FileState state) {
    private static final int LONGEST = Header.LONGEST; // octets of a control file

    Taken take() throws IOException {
        byte[] octets;
        try (InputStream in = Octets.raw(control)) {
            octets = in.readNBytes(LONGEST);
        }
        if (octets.length == LONGEST) return unfit("it is longer than any control file");
        return switch (Order.read(new String(octets, StandardCharsets.UTF_8))) {
            case Order.Bad(var why) -> unfit(String.join("\n", why));
            case Order.Good(var order) -> {
                List<Path> names = names(order.text());
                yield names.isEmpty()
                        ? unfit("FILE: names no file beside this one")
                        : take(order, names);
            }
        };
    }

    private Taken unfit(String why) {
        return new Unfit(List.of(control), why);
    }

    private Taken take(Order order, List<Path> names) throws IOException {
        for (Path text : names) {
            switch (inspection.look(text)) {
                case Inspection.Fit(var textState)
                        when !textState.owner().equals(state.owner()) -> {
                    return unfit("FILE: it belongs to " + textState.owner()); // and stays
                }
                case Inspection.Fit(var textState) -> {
                    return take(order, new Octets(text, textState));
                }
                case Inspection.Unfit(Unfit(_, var why)) -> {
                    return unfit("FILE: " + why);
                }
                case Inspection.Unfit(NotYet(var when)) -> {
                    return new NotYet(when);
                }
                case Inspection.Unfit _ -> {} // not there
            }
        }
        return inspection.patientWith(state)
                ? new NotYet(inspection.nextLook())
                : unfit("there is no such FILE: here");
    }

    private Taken take(Order order, Octets text) throws IOException {
        var files = List.of(control, text.file());
        try (InputStream octets =
                order.text() instanceof Rfc785Name.Full ? without(text) : text.open()) {
            return new Posting(intake, files, order.posted()).post(octets, text);
        } catch (AccessDeniedException _) {
            return new Unfit(files, "FILE: its mode does not let us read it");
        }
    }

    private static InputStream without(Octets text) throws IOException {
        return new WithoutFinalNuls(new BufferedInputStream(text.open()));
    }

    /// What the text may be called here: as TOPS-20 knows it, as it writes it, or as a Unix program
    /// that fetched it would.
    ///
    /// @return none when it is no name in this directory
    private List<Path> names(Rfc785Name name) {
        String here = name.here().orElse("");
        if (!here.matches("(?!\\.{1,2}$)[^/\0]+")) return List.of();
        String quoted = here.replaceAll("[\\[\\]@]", Rfc785Name.QUOTE + "$0");
        try {
            return Stream.of(here, quoted, here.toLowerCase(Locale.ROOT))
                    .distinct()
                    .map(control::resolveSibling)
                    .toList();
        } catch (InvalidPathException _) {
            return List.of();
        }
    }
}
