package org.posthouse.whole;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

/// Every letter that a data directory has, in mailboxes and in the queue, held against what the
/// clients know of theirs.
///
/// @param found how often each letter is there, by its id; each is undamaged
record Reckoning(Map<String, Integer> found) {
    static Reckoning of(Path data) throws IOException {
        var found = new HashMap<String, Integer>();
        try (Stream<Path> letters = Files.walk(Files.createDirectories(data.resolve("mail")))) {
            for (Path letter : letters.filter(path -> path.toString().contains("/new/")).toList())
                found.merge(Letter.verify(Files.readAllBytes(letter)), 1, Integer::sum);
        }
        for (byte[] text : Queue.texts(data)) found.merge(Letter.verify(text), 1, Integer::sum);
        return new Reckoning(found);
    }

    void nothingIsLost(Client.Book book) {
        var lost = new TreeSet<>(book.acknowledged());
        lost.removeAll(found.keySet());
        assertThat(lost).as("acknowledged and lost, of " + book.acknowledged().size()).isEmpty();
        assertThat(book.offered()).as("nothing from nowhere").containsAll(found.keySet());
    }

    long twice() {
        return found.values().stream().filter(copies -> copies > 1).count();
    }
}
