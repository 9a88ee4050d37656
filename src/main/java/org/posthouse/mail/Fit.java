package org.posthouse.mail;

/// Whether a content can be brought into the shape a peer takes.
public sealed interface Fit {
    /// @param content the original, or a shape of it
    record Fits(Content content) implements Fit {}

    /// @param why the limit that nothing can meet
    record Unfit(Diagnosis why) implements Fit {}
}
