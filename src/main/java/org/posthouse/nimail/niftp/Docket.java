package org.posthouse.nimail.niftp;

import module java.base;

/// What is remembered of a transfer, for a later one to go on with it (docs/niftp.md, resumption).
///
/// @param file whose data they are
/// @param terms how the data are made of the file; another transfer must have the same
/// @param mark the latest that is secured; [Agreement#END] when all is done but STOP
/// @param size and `changed`: of the file when it began to be sent, 0 for one that is received
record Docket(String file, String terms, Mark mark, int interval, long size, long changed) {
    static String terms(Agreement agreement) {
        return agreement.access().mode()
                + " "
                + agreement.number(Meaning.DATA_TYPE)
                + " "
                + agreement.number(Meaning.FORMATTING)
                + " "
                + agreement.number(Meaning.WORD_SIZE);
    }

    Docket at(Mark other) {
        return new Docket(file, terms, other, interval, size, changed);
    }

    String written() {
        return String.join(
                "\n",
                "niftp docket 1",
                terms,
                mark.number() + " " + mark.position() + " " + mark.decoder(),
                Integer.toString(interval),
                size + " " + changed,
                file,
                "");
    }

    /// @return nothing where it was not written by us, or not to its end
    static Optional<Docket> read(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 7 || !lines[0].equals("niftp docket 1")) return Optional.empty();
        try {
            String[] mark = lines[2].split(" ", -1);
            String[] size = lines[4].split(" ", -1);
            return Optional.of(
                    new Docket(
                            lines[5],
                            lines[1],
                            new Mark(
                                    Integer.parseInt(mark[0]),
                                    Long.parseLong(mark[1]),
                                    Integer.parseInt(mark[2])),
                            Integer.parseInt(lines[3]),
                            Long.parseLong(size[0]),
                            Long.parseLong(size[1])));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }
}
