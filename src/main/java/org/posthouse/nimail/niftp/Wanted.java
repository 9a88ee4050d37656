package org.posthouse.nimail.niftp;

import module java.base;

/// What P asks for in its SFT.
///
/// @param kind of data
/// @param transfer identifies it, for a later resumption
/// @param restart mark to go on from, if the mode of access resumes
/// @param names filename, username, passwords and what else there is of texts
/// @param asked of those the ones that the partner is to choose and to tell
/// @param kilooctets the file's size, where we have it
public record Wanted(
        Access access,
        Kind kind,
        int transfer,
        int restart,
        Map<Meaning, String> names,
        Set<Meaning> asked,
        OptionalInt kilooctets) {
    /// The data's kind.
    public sealed interface Kind {
        /// @param offered bits of text formatting; 0001 is the default and need not be said
        record Text(int offered) implements Kind {}

        /// @param bits of a word
        record Binary(int bits) implements Kind {}
    }

    public Wanted {
        names = Map.copyOf(names);
        asked = Set.copyOf(asked);
    }

    /// Where the partner is to choose nothing.
    public Wanted(
            Access access,
            Kind kind,
            int transfer,
            int restart,
            Map<Meaning, String> names,
            OptionalInt kilooctets) {
        this(access, kind, transfer, restart, names, Set.of(), kilooctets);
    }

    /// What unix-niftp calls itself goes where it says something of itself; so do we.
    List<Attribute> attributes(Profile profile, String greeting) {
        var all = new ArrayList<Attribute>();
        all.add(Attribute.equal(Meaning.PROTOCOL, 0x0100));
        all.add(Attribute.equal(Meaning.ACCESS, access.code()));
        if (kind instanceof Kind.Text(int offered) && offered != 0x0001)
            all.add(Attribute.atMost(Meaning.FORMATTING, offered));
        all.add(Attribute.equal(Meaning.TRANSFER_ID, transfer));
        all.add(Attribute.atMost(Meaning.WINDOW, profile.window()).monitored());
        all.add(
                access.resumes()
                        ? Attribute.atMost(Meaning.RESTART, restart)
                        : Attribute.equal(Meaning.RESTART, 0));
        all.add(Attribute.atMost(Meaning.FACILITIES, profile.offered(kind)));
        if (kind instanceof Kind.Binary(int bits)) {
            all.add(Attribute.atMost(Meaning.DATA_TYPE, Agreement.BINARY));
            if (bits != 8) all.add(Attribute.atMost(Meaning.WORD_SIZE, bits));
        }
        if (profile == Profile.UNIX_NIFTP) all.add(Attribute.atMost(Meaning.DELIMITERS, 0x8000));
        names.forEach((meaning, text) -> all.add(Attribute.equal(meaning, text)));
        asked.forEach(meaning -> all.add(Attribute.none(meaning.id).monitored()));
        kilooctets.ifPresent(size -> all.add(Attribute.equal(Meaning.FILE_SIZE, size)));
        all.add(Attribute.equal(Meaning.MESSAGE, greeting));
        all.sort(Comparator.comparingInt(Attribute::id));
        return List.copyOf(all);
    }

    /// Attribute 60: kilo-octets, as unix-niftp counts them.
    public static int kilooctets(long octets) {
        return (int) Math.min(0xffff, octets / 1024 + 1);
    }
}
