package org.posthouse.spool;

import module java.base;

/// Small durable tables beside the queue: what must outlast a restart and is no message, such as
/// what we know of a host, or which alias stands for whom. Not for what grows with the mail.
///
/// Every method may be called from any thread and blocks until it is done. Rows are read one by one
/// or page by page; changes are made together, all or none.
public interface Registers {
    /// Octets of the longest key, in UTF-8.
    int LONGEST_KEY = 4_096;

    /// Octets of all values of a row together, in UTF-8.
    int LONGEST_ROW = 16_384;

    /// @param key unique in its register; not empty
    /// @param values short texts by name; a name is a word of small letters, and not `key`
    record Row(String key, SortedMap<String, String> values) {
        private static final Pattern WORD = Pattern.compile("[a-z]{1,32}");

        public Row {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
            int octets = octets(key);
            if (octets < 1 || octets > LONGEST_KEY)
                throw new IllegalArgumentException("a key of " + octets + " octets");
            if (values.values().stream().mapToInt(Row::octets).sum() > LONGEST_ROW)
                throw new IllegalArgumentException("a row with too much in it");
            if (!values.keySet().stream().allMatch(Row::isName))
                throw new IllegalArgumentException("a value is named by a word of small letters");
        }

        /// Whether a row may have this key.
        public static boolean takes(String key) {
            return !key.isEmpty()
                    && key.length() <= LONGEST_KEY
                    && StandardCharsets.UTF_8.newEncoder().canEncode(key)
                    && octets(key) <= LONGEST_KEY;
        }

        /// The value of that name, if the row has one.
        public Optional<String> value(String name) {
            return Optional.ofNullable(values.get(name));
        }

        private static boolean isName(String name) {
            return WORD.matcher(name).matches() && !name.equals("key");
        }

        private static int octets(String text) {
            try {
                // Half a surrogate pair would come back as something else.
                return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)).limit();
            } catch (CharacterCodingException e) {
                throw new IllegalArgumentException("a text that is not Unicode", e);
            }
        }
    }

    /// What may be done to a row. A register is named by a word of small letters.
    sealed interface Change {
        String register();
    }

    /// Writes a row, in place of the one with its key if there is one.
    record Put(String register, Row row) implements Change {
        public Put {
            need(register);
        }
    }

    /// Writes a row that is not there yet; when it is, nothing of all the changes is made.
    record Add(String register, Row row) implements Change {
        public Add {
            need(register);
        }
    }

    /// Takes a row away, if it is there.
    record Remove(String register, String key) implements Change {
        public Remove {
            need(register);
        }
    }

    private static void need(String register) {
        if (!Row.WORD.matcher(register).matches())
            throw new IllegalArgumentException("\"" + register + "\" is no name of a register");
    }

    Optional<Row> find(String register, String key) throws IOException;

    /// Rows in the order of their keys' octets.
    ///
    /// @param after the key of the last one of the page before; empty for the first page
    List<Row> list(String register, String after, int limit) throws IOException;

    /// The registers that have rows, in order.
    List<String> names() throws IOException;

    /// Makes these changes, durable when this returns; one call after the other.
    ///
    /// @return whether they were made; not when a row to be added is there already
    boolean write(List<Change> changes) throws IOException;

    /// Makes these changes with the next commit that is synced, without waiting for it: for what is
    /// learnt again when it is lost. They are seen from now on, or a moment later. A row that is to
    /// be added is put: this is not for what must not be overwritten.
    void note(List<Change> changes) throws IOException;
}
