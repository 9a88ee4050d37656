package org.posthouse.conf;

/// What a part made of the text of one of its settings.
public sealed interface Reading<T> {
    record Good<T>(T value) implements Reading<T> {}

    /// @param why what is wrong with the text and what would be right, without the key's name
    record Bad<T>(String why) implements Reading<T> {}
}
