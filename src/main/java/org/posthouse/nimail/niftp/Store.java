package org.posthouse.nimail.niftp;

import module java.base;

/// Where received data go. What became of them is asked once, at the end of the data and before it
/// is acknowledged: so the sender learns their final fate.
public interface Store {
    /// What became of the data.
    sealed interface Fate {
        /// We are responsible for it now.
        record Taken() implements Fate {}

        /// @param argument of the quit request: [Control#SOFT] or [Control#HARD]
        record Refused(int argument, String why) implements Fate {
            /// It is no use ever.
            public static Refused forEver(String why) {
                return new Refused(Control.HARD, why);
            }

            /// Another time may do better.
            public static Refused forNow(String why) {
                return new Refused(Control.SOFT, why);
            }
        }
    }

    void write(byte[] octets, int offset, int length) throws IOException;

    /// Whether it is known already that they will not be taken: then the sender is asked to quit.
    default Optional<Fate.Refused> refusal() {
        return Optional.empty();
    }

    /// Octets so far.
    long position();

    /// There is a mark, which is not acknowledged yet.
    default void marked(Mark mark) {}

    /// Why it should get no more for now: the disk is nearly full, say. Where holds were agreed on,
    /// the sender is asked to wait until that is over; what he has on its way is written still.
    default Optional<String> hindrance() {
        return Optional.empty();
    }

    /// Makes sure that a later transfer can go on from there. The partner is told afterwards.
    void secure(Mark mark) throws IOException;

    /// Forgets what came after that mark.
    void back(Mark mark) throws IOException;

    /// The data are complete.
    Fate finish() throws IOException;

    /// They will not be completed in this conversation. What was kept for a later one stays, where
    /// one was agreed on.
    ///
    /// @param last the latest mark
    void suspend(Mark last);

    /// They will not be completed at all.
    void discard();

    /// The partner knows that it is finished: whatever was kept for a later conversation can go.
    void over();

    /// The last word: there is no more of this transfer in this conversation, however it ended.
    default void left() {}
}
