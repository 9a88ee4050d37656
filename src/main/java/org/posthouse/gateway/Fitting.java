package org.posthouse.gateway;

import org.posthouse.mail.Content;
import org.posthouse.mail.Diagnosis;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;

/// Holds a content against what a peer can take.
final class Fitting {
    private Fitting() {}

    /// @return the content, or the limit that it does not meet, as RFC 3463 sections 3.4 and 3.7
    ///   number such things
    static Fit fit(Content content, Limits limits) {
        Measure measure = content.measure();
        if (measure.size() > limits.size())
            return unfit(
                    "5.3.4",
                    "a message of %d octets; the host takes %d"
                            .formatted(measure.size(), limits.size()));
        if (measure.longestLine() > limits.textLine())
            return unfit(
                    "5.6.0",
                    "a line of %d octets, its end included; the host takes %d"
                            .formatted(measure.longestLine(), limits.textLine()));
        if (measure.width().compareTo(limits.width()) > 0)
            return unfit("5.6.3", words(measure.width()) + "; the host takes " + words(limits));
        return new Fit.Fits(content);
    }

    static Fit unfit(String status, String words) {
        return new Fit.Unfit(Diagnosis.ours(status, words));
    }

    private static String words(Measure.Width width) {
        return switch (width) {
            case SEVEN_BIT -> "ASCII text";
            case EIGHT_BIT -> "a text with characters that are not ASCII";
            case BINARY -> "a text with NUL characters";
        };
    }

    private static String words(Limits limits) {
        return switch (limits.width()) {
            case SEVEN_BIT -> "only ASCII";
            case EIGHT_BIT -> "no NUL";
            case BINARY -> "anything";
        };
    }
}
