package org.posthouse.cli;

import module java.base;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.util.ReentryGuard;
import ch.qos.logback.core.util.ReentryGuardFactory;

/// Writes log lines in the order they came, many in one write.
///
/// A caller formats its own line and adds it to a buffer under a lock; one daemon thread takes all
/// that has gathered and writes it at once. So a hundred conversations share a system call, as they
/// share a sync of the spool. When the reader of the log is slow and the buffer full, callers wait:
/// no line is ever dropped. Once the JVM shuts down callers write their lines themselves.
final class LogStream extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int FULL = 1 << 20; // octets

    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition lines = lock.newCondition();
    private final Condition written = lock.newCondition();
    private ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private ByteArrayOutputStream spare = new ByteArrayOutputStream();
    private boolean writing;
    private boolean direct;
    private volatile LogLine line;

    LogStream(OutputStream out, LogLine line) {
        this.out = out;
        this.line = line;
        setName("log");
    }

    /// From now on lines are written so.
    void write(LogLine other) {
        line = other;
    }

    @Override
    public void start() {
        if (isStarted()) return;
        super.start();
        Thread.ofPlatform().daemon().name("log").start(this::writeOn);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::writeDirectly));
    }

    /// An event never causes another in here.
    @Override
    protected ReentryGuard buildReentryGuard() {
        return ReentryGuardFactory.makeGuard(ReentryGuardFactory.GuardType.NOP);
    }

    @Override
    protected void append(ILoggingEvent event) {
        byte[] octets = line.octets(event);
        lock.lock();
        try {
            while (gathered.size() > FULL && !direct) written.awaitUninterruptibly();
            gathered.writeBytes(octets);
            if (direct) writeAll();
            else lines.signal();
        } finally {
            lock.unlock();
        }
    }

    private void writeOn() {
        while (true) {
            ByteArrayOutputStream batch = next();
            emit(batch);
            lock.lock();
            try {
                batch.reset();
                spare = batch;
                writing = false;
                written.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private ByteArrayOutputStream next() {
        lock.lock();
        try {
            while (gathered.size() == 0) lines.awaitUninterruptibly();
            ByteArrayOutputStream batch = gathered;
            gathered = spare;
            writing = true;
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until all that was appended before is written.
    void flush() {
        lock.lock();
        try {
            while (isStarted() && !direct && (writing || gathered.size() > 0)) {
                lines.signal();
                written.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void writeDirectly() {
        lock.lock();
        try {
            while (writing) written.awaitUninterruptibly();
            direct = true;
            writeAll();
            written.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// By whoever holds the lock.
    private void writeAll() {
        emit(gathered);
        gathered.reset();
    }

    private void emit(ByteArrayOutputStream batch) {
        try {
            batch.writeTo(out);
            out.flush();
        } catch (IOException _) {
            // nobody reads the log any more; mail goes on
        }
    }
}
