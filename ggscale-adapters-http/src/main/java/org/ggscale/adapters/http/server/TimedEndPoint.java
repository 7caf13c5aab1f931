package org.ggscale.adapters.http.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** A connection on which the head of each request has to arrive in time, however many bytes it is sent in. */
final class TimedEndPoint extends SocketChannelEndPoint {
    private final Scheduler scheduler;
    private final Duration limit;

    private boolean handling;
    private Scheduler.@Nullable Task clock;

    TimedEndPoint(
            SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler, Duration limit) {
        super(channel, selector, key, scheduler);
        this.scheduler = scheduler;
        this.limit = limit;
    }

    @Override
    public void onOpen() {
        super.onOpen();
        headBegins();
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        int filled = super.fill(buffer);
        if (filled > 0) {
            headBegins();
        }
        return filled;
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        stopClock();
        super.onClose(cause);
    }

    /** Stops the clock: a request is being handled, and what comes now is its body. */
    synchronized void headArrived() {
        handling = true;
        stopClock();
    }

    /** Waits for the next request; its clock starts with its first byte. */
    synchronized void answered() {
        handling = false;
    }

    private synchronized void headBegins() {
        if (!handling && clock == null) {
            clock = scheduler.schedule(this::headIsLate, limit.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void stopClock() {
        if (clock != null) {
            clock.cancel();
            clock = null;
        }
    }

    private synchronized void headIsLate() {
        if (!handling && clock != null) {
            handling = true;
            Refusal late =
                    new Refusal(408, ErrorCode.INVALID_REQUEST, "the head of the request did not arrive in time");
            write(Callback.from(this::close), ByteBuffer.wrap(late.last()));
        }
    }
}
