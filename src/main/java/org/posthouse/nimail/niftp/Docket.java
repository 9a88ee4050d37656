package org.posthouse.nimail.niftp;

import module java.base;

/// What is remembered of a transfer, for a later one to go on with it (docs/niftp.md, resumption).
///
/// @param file whose data they are
/// @param terms how the data are made of the file; another transfer must have the same
/// @param marks that a later transfer may begin at, the latest last, which is [Agreement#END] when
///   all is done but STOP; none but the start at first
/// @param size and `changed`: of the file when it began to be sent, 0 for one that is received
record Docket(String file, String terms, List<Mark> marks, int interval, long size, long changed) {
    Docket {
        marks = List.copyOf(marks);
    }

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
        return at(List.of(other));
    }

    Docket at(List<Mark> others) {
        return new Docket(file, terms, others, interval, size, changed);
    }

    /// The latest one.
    Mark mark() {
        return marks.isEmpty() ? Mark.START : marks.getLast();
    }

    /// The latest one that is not beyond the one asked for.
    Mark markUpTo(int number) {
        return marks.stream()
                .filter(mark -> mark.number() <= number)
                .max(Comparator.comparingInt(Mark::number))
                .orElse(Mark.START);
    }

    String written() {
        return String.join(
                "\n",
                "niftp docket 1",
                terms,
                marks.stream()
                        .map(mark -> mark.number() + " " + mark.position() + " " + mark.decoder())
                        .collect(Collectors.joining(";")),
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
            var marks = new ArrayList<Mark>();
            for (String mark : lines[2].split(";", -1)) marks.add(mark(mark.split(" ", -1)));
            String[] size = lines[4].split(" ", -1);
            return Optional.of(
                    new Docket(
                            lines[5],
                            lines[1],
                            marks,
                            Integer.parseInt(lines[3]),
                            Long.parseLong(size[0]),
                            Long.parseLong(size[1])));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    private static Mark mark(String[] numbers) {
        return new Mark(
                Integer.parseInt(numbers[0]),
                Long.parseLong(numbers[1]),
                Integer.parseInt(numbers[2]));
    }
}
