package org.posthouse.wire;

import module java.base;

import org.posthouse.wire.Connection.Ending;

/// How long a connection lives, and why it ends: the deadline of whatever its peer is to do, and
/// the end of its input by a drain or a late peer.
///
/// The thread of the conversation says what it does; a late peer, [#drain] and [#abort] come from
/// other threads at any moment. They do not close the socket but end its input, so that the
/// conversation wakes at the end of its lines and can still say why it goes.
final class Lifeline {
    private static final Duration GRACE = Duration.ofSeconds(10); // to take our last words

    private final Socket socket;
    private final Deadline deadline;
    private volatile Ending ending = Ending.OPEN;

    /// Waiting for a command. Whoever takes this away, the peer with a command or [#drain], has
    /// won.
    private final AtomicBoolean idle = new AtomicBoolean();

    private volatile boolean draining;
    private volatile boolean writing;
    private Duration patience = Duration.ofMinutes(5); // with a peer that takes nothing

    Lifeline(Socket socket) {
        this.socket = socket;
        this.deadline = new Deadline(this::late);
    }

    Ending ending() {
        return ending;
    }

    boolean open() {
        return ending == Ending.OPEN;
    }

    boolean draining() {
        return draining;
    }

    /// How long a peer may take nothing that we write between its turns.
    void patience(Duration limit) {
        patience = limit;
    }

    /// The peer has so long for what comes next, and for taking what we write after it.
    void awaiting(Duration limit) {
        patience = limit;
        deadline.within(limit);
    }

    /// The peer has so long for what comes next.
    void within(Duration limit) {
        deadline.within(limit);
    }

    /// The peer has done its part.
    void none() {
        deadline.none();
    }

    /// The deadline of a text, given anew as it passes.
    Stride stride(Duration limit) {
        return new Stride(deadline, limit, this::open);
    }

    /// The peer has the word, and a drain may end the conversation.
    void beIdle() {
        idle.set(true);
        if (draining && idle.compareAndSet(true, false)) endInput(Ending.DRAINING);
    }

    /// The peer has spoken.
    ///
    /// @return false if a drain was first: the input has ended by now, not a moment later, in the
    ///   midst of a text
    boolean wake() {
        if (idle.compareAndSet(true, false)) return true;
        endInput(Ending.DRAINING);
        return false;
    }

    /// The peer will say no more.
    void ended() {
        if (ending == Ending.OPEN) ending = Ending.PEER;
    }

    void beginWriting() {
        beginWriting(ending == Ending.OPEN ? patience : GRACE);
    }

    void beginWriting(Duration limit) {
        deadline.within(limit);
        writing = true;
    }

    void endWriting() {
        writing = false;
        deadline.none();
    }

    /// From another thread: ends the conversation at its next wait for a command; at once, if it
    /// waits for one now.
    void drain() {
        draining = true;
        if (idle.compareAndSet(true, false)) endInput(Ending.DRAINING);
    }

    /// From another thread: ends it now, whatever it does.
    void abort() {
        endInput(Ending.DRAINING);
        closeQuietly();
    }

    private void late() {
        endInput(Ending.LATE);
        if (writing) closeQuietly(); // it takes no last words either
    }

    private synchronized void endInput(Ending why) {
        if (ending == Ending.DRAINING && why == Ending.DRAINING) return;
        if (ending != Ending.OPEN) {
            closeQuietly(); // second warning: it hangs in a write
            return;
        }
        ending = why;
        deadline.within(GRACE);
        try {
            socket.shutdownInput();
        } catch (IOException _) {
            closeQuietly();
        }
    }

    private void closeQuietly() {
        try {
            socket.close();
        } catch (IOException _) {
            // it was gone already
        }
    }

    /// What is left to be done has a moment.
    void part() {
        deadline.within(GRACE);
    }

    /// It is over.
    void forget() {
        deadline.forget();
    }
}
