package org.posthouse.ports.registry;

import module java.base;

/// One dated line of a port's story, and what it rests on. [Story] puts them in order.
public sealed interface Chapter {
    /// ISO, as precise as its source.
    String from();

    /// The last date for which the source still says so; [#from] when it is of one day.
    String to();

    /// Where it is written.
    String source();

    /// The same row in one list after another.
    ///
    /// @param rows oldest first, at least one
    record Listed(List<Listing> rows) implements Chapter {
        public Listed {
            rows = List.copyOf(rows);
        }

        public Listing first() {
            return rows.getFirst();
        }

        public Listing last() {
            return rows.getLast();
        }

        @Override
        public String from() {
            return first().list().date();
        }

        @Override
        public String to() {
            return last().list().date();
        }

        @Override
        public String source() {
            int first = first().list().rfc();
            int last = last().list().rfc();
            return first == last ? "RFC " + first : "RFC " + first + "-" + last;
        }

        /// What the sources' editors or we had to say about these rows, each once.
        public List<String> warnings() {
            return rows.stream()
                    .filter(row -> !row.warning().isEmpty())
                    .map(row -> row.list() + ": " + row.warning())
                    .distinct()
                    .toList();
        }
    }

    /// From this list on the numbers are numbers of something else.
    record Turn(AssignedNumbers list) implements Chapter {
        @Override
        public String from() {
            return list.date();
        }

        @Override
        public String to() {
            return list.date();
        }

        @Override
        public String source() {
            return list.toString();
        }
    }

    /// Of this time there is no record. Nothing is made up for it.
    ///
    /// @param outcome what can be said of its two ends
    record Gap(String from, String to, Outcome outcome) implements Chapter {
        /// What the ends tell.
        public enum Outcome {
            /// The same before and after.
            SAME,
            /// Something else before and after.
            CHANGED,
            /// Nothing before.
            CAME,
            /// Before it was something that no source at hand tells.
            UNTOLD
        }

        @Override
        public String source() {
            return "no list kept";
        }
    }

    /// The entry was seen in a single copy of the registry.
    record Seen(Remark remark) implements Chapter {
        @Override
        public String from() {
            return remark.date();
        }

        @Override
        public String to() {
            return remark.date();
        }

        @Override
        public String source() {
            return remark.source();
        }
    }

    /// What the log of changes found when it began.
    record Found(Change.Side side, Set<Transport> transports) implements Chapter {
        @Override
        public String from() {
            return Dates.logBegins();
        }

        @Override
        public String to() {
            return Dates.logBegins();
        }

        @Override
        public String source() {
            return "registry log";
        }
    }

    /// A change that the log saw.
    record Changed(Change change) implements Chapter {
        /// Whether it concerns documents and dates of the row only.
        public boolean isFormal() {
            Change.Side now = change.now();
            Change.Side before = change.before();
            return change.event() == Change.Event.CHANGED
                    && now.title().equals(before.title())
                    && now.description().equals(before.description())
                    && now.people().equals(before.people());
        }

        @Override
        public String from() {
            return change.day();
        }

        @Override
        public String to() {
            return change.day();
        }

        @Override
        public String source() {
            return "registry log";
        }
    }

    /// An entry of the registry at hand.
    ///
    /// @param from since when it is known to say so
    /// @param to the registry's own date
    record Today(Entry entry, String from, String to) implements Chapter {
        @Override
        public String source() {
            return "registry";
        }
    }
}
