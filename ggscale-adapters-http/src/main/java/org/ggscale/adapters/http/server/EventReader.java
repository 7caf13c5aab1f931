package org.ggscale.adapters.http.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/**
 * One reader of the event stream.
 *
 * <p>Frames wait here until the network has taken those before; nobody else ever waits for a reader. While it catches up,
 * it is given no more than it takes; once it has, whoever lets too much pile up is disconnected. One that takes nothing
 * at all is disconnected by the idle timeout of its connection.
 */
final class EventReader {
    private static final int ENOUGH = 64 * 1024;
    private static final int TOO_MUCH = 1024 * 1024;
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final EventFilter filter;
    private final Response response;
    private final Callback callback;
    private final Runnable whenTaken;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

    private String cursor;
    private boolean caughtUp = true;
    private boolean writing = true;
    private boolean ended;
    private long commentedAt = System.nanoTime();

    /**
     * Creates a reader that has everything up to a cursor.
     *
     * @param whenTaken called when nothing waits any more
     */
    EventReader(EventFilter filter, String cursor, Response response, Callback callback, Runnable whenTaken) {
        this.filter = filter;
        this.cursor = cursor;
        this.response = response;
        this.callback = callback;
        this.whenTaken = whenTaken;
    }

    /** Sends the head at once. */
    synchronized void begin() {
        Answer.head(response, 200, "text/event-stream");
        write(ByteBuffer.allocate(0));
    }

    /** Returns whether it can be given more. */
    synchronized boolean hasRoom() {
        return !ended && (caughtUp || waiting.size() < ENOUGH);
    }

    synchronized boolean ended() {
        return ended;
    }

    /** Returns where it reads on; readers that have caught up share one place, whichever games they want. */
    synchronized Position position() {
        return new Position(caughtUp ? filter.ofAllGames() : filter, cursor);
    }

    /**
     * Takes the events of a read; while it catches up, no more of them than may wait.
     *
     * @param last whether there were no more
     */
    synchronized void take(List<EventFrame> frames, String next, boolean last) {
        boolean behind = !caughtUp;
        for (EventFrame frame : frames) {
            if (behind && waiting.size() >= TOO_MUCH) {
                flush();
                return;
            }
            if (filter.wants(frame.event())) {
                waiting.writeBytes(frame.bytes());
            }
            cursor = frame.cursor();
        }
        cursor = next;
        flush();
        caughtUp = last && (!behind || waiting.size() < ENOUGH);
        if (caughtUp && waiting.size() > TOO_MUCH) {
            disconnect(new IOException("a reader of the event stream lets too much pile up"));
        }
    }

    /** Shows that the connection lives, now and then. */
    synchronized void comment(long interval) {
        if (System.nanoTime() - commentedAt >= interval && !writing) {
            commentedAt = System.nanoTime();
            waiting.writeBytes(COMMENT);
            flush();
        }
    }

    /** Ends the stream; the reader resumes from its last event wherever it likes. */
    synchronized void end() {
        if (writing) {
            disconnect(new IOException("the listener closes"));
        } else if (!ended) {
            ended = true;
            callback.succeeded();
        }
    }

    private void flush() {
        if (!writing && !ended && waiting.size() > 0) {
            byte[] bytes = waiting.toByteArray();
            waiting.reset();
            write(ByteBuffer.wrap(bytes));
        }
    }

    private void write(ByteBuffer bytes) {
        writing = true;
        response.write(false, bytes, Callback.from(InvocationType.NON_BLOCKING, this::written, this::disconnect));
    }

    private synchronized void written() {
        writing = false;
        flush();
        if (!writing) {
            whenTaken.run();
        }
    }

    private synchronized void disconnect(Throwable cause) {
        if (!ended) {
            ended = true;
            callback.failed(cause);
        }
    }

    /** A place in the stream of some events. */
    record Position(EventFilter filter, String cursor) {}
}
