package org.posthouse.ports.identify;

import module java.base;

/// One conversation with a service: what it says is read with a limit on its time and on its
/// length, whoever it is, and kept as [Evidence].
///
/// For one thread.
final class Talk implements Closeable {
    private static final int LONGEST_LINE = 4096; // octets; Dovecot's greetings have some 300
    private static final int MOST_LINES = 200; // of one reply
    private static final int MOST = 64 * 1024; // octets of a whole conversation
    private static final Duration FAREWELL = Duration.ofMillis(200);

    private final Pipe pipe;
    private final Patience patience;
    private final Questions questions;
    private final long until;
    private final List<Evidence> evidence;
    private final StringBuilder held = new StringBuilder();
    private final byte[] buffer = new byte[4096];
    private int read;
    private boolean ended;

    /// @param until when all must be over, as [System#nanoTime] tells it
    /// @param evidence where what is said is noted down
    Talk(Pipe pipe, Patience patience, Questions questions, long until, List<Evidence> evidence) {
        this.pipe = pipe;
        this.patience = patience;
        this.questions = questions;
        this.until = until;
        this.evidence = evidence;
    }

    Pipe pipe() {
        return pipe;
    }

    Patience patience() {
        return patience;
    }

    Questions questions() {
        return questions;
    }

    long until() {
        return until;
    }

    List<Evidence> evidence() {
        return evidence;
    }

    /// Whether the peer has ended the conversation.
    boolean hasEnded() {
        return ended;
    }

    /// Whether it said more than anyone has to.
    boolean isEndless() {
        return read >= MOST;
    }

    /// What has been read and not yet taken.
    String held() {
        return held.toString();
    }

    /// Puts this in the place of all that is held.
    void hold(String octets) {
        held.setLength(0);
        held.append(octets);
    }

    /// Takes all that has been read.
    String taken() {
        String all = held.toString();
        held.setLength(0);
        return all;
    }

    /// Waits for something new.
    ///
    /// @return whether something came
    boolean hears(Duration limit) {
        if (ended || read >= MOST) return false;
        Duration left = Duration.ofNanos(Math.min(limit.toNanos(), until - System.nanoTime()));
        if (!left.isPositive()) return false;
        int octets = pipe.read(buffer, left);
        if (octets == Pipe.END) ended = true;
        if (octets <= 0) return false;
        read += octets;
        String heard = new String(buffer, 0, octets, StandardCharsets.ISO_8859_1);
        held.append(heard);
        note(heard);
        return true;
    }

    private void note(String heard) {
        if (!evidence.isEmpty() && evidence.getLast().side() == Evidence.Side.READ) {
            Evidence last = evidence.removeLast();
            evidence.add(new Evidence(Evidence.Side.READ, last.octets() + heard));
        } else {
            evidence.add(new Evidence(Evidence.Side.READ, heard));
        }
    }

    void note(Evidence.Side side, String words) {
        evidence.add(new Evidence(side, words));
    }

    /// Waits for what has no line end, until it pauses or is enough to be told by.
    ///
    /// @param enough octets
    void settle(int enough) {
        long end = System.nanoTime() + patience.answer().toNanos();
        while (held.length() < enough && System.nanoTime() < end && hears(patience.pause())) {
            // more of the same
        }
    }

    /// Waits until so many octets are held.
    boolean holds(int octets) {
        long end = System.nanoTime() + patience.answer().toNanos();
        while (held.length() < octets) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!left.isPositive() || !hears(left)) return false;
        }
        return true;
    }

    /// Takes so many of the octets that are held.
    String take(int octets) {
        String taken = held.substring(0, octets);
        held.delete(0, octets);
        return taken;
    }

    /// The next line without its end; what came of it when the time is over or the peer ended.
    ///
    /// @param limit for the whole line
    String line(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        int at;
        while ((at = held.indexOf("\n")) < 0 && held.length() < LONGEST_LINE) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!left.isPositive() || !hears(left)) return taken().stripTrailing();
        }
        int length = at < 0 ? LONGEST_LINE : at + 1;
        String line = held.substring(0, length);
        held.delete(0, length);
        return line.replaceFirst("\r?\n$", "");
    }

    /// The next reply of three digits, whole.
    ///
    /// @param limit for each of its lines; a greeting may pause between them so that callers who
    ///   cannot wait give themselves away
    Reply reply(Duration limit) {
        String line = line(limit);
        int code = Reply.code(line);
        if (!Reply.goesOn(line)) return new Reply(code, line);
        var text = new StringBuilder(line);
        for (int i = 0; i < MOST_LINES; i++) {
            line = line(limit);
            if (line.isEmpty() && (ended || held.isEmpty())) return new Reply(0, text.toString());
            text.append('\n').append(line);
            if (Reply.ends(line, code)) return new Reply(code, text.toString());
        }
        return new Reply(0, text.toString());
    }

    /// Says a line and reads the reply to it.
    Reply ask(String line) {
        return say(line) ? reply(patience.answer()) : Reply.NONE;
    }

    /// Says a line, if there is one left to be said.
    boolean say(String line) {
        return send(line + "\r\n");
    }

    /// Sends octets as one of the lines.
    boolean send(String octets) {
        if (ended || !questions.take()) return false;
        return write(octets);
    }

    private boolean write(String octets) {
        note(Evidence.Side.SENT, octets);
        boolean written = pipe.write(octets.getBytes(StandardCharsets.ISO_8859_1));
        if (!written) ended = true;
        return written;
    }

    /// Takes leave in the protocol's own word, which is not one of the three lines, and gives the
    /// peer a moment to answer.
    void leave(String farewell) {
        leave(farewell, FAREWELL);
        held.setLength(0);
    }

    /// As [#leave(String)], where the answer matters: it is held.
    void leave(String farewell, Duration limit) {
        if (ended || !questions.mayBeAsked() || !write(farewell)) return;
        held.setLength(0);
        hears(limit);
    }

    @Override
    public void close() {
        pipe.close();
    }
}
