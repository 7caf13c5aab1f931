package org.ggscale.adapters.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the daemon's events about containers, on a thread of its own, and takes them up again when it lost them: after each
 * connection everything is compared once, as events are not kept.
 */
final class EventWatch implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(EventWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Daemon daemon;
    private final Consumer<Event> heard;
    private final Runnable compare;
    private final Thread thread;
    private volatile boolean closed;
    private boolean away;

    /**
     * Prepares a watch.
     *
     * @param heard takes an event; called in order
     * @param compare compares what is known with what is there
     */
    EventWatch(Daemon daemon, Consumer<Event> heard, Runnable compare) {
        this.daemon = daemon;
        this.heard = heard;
        this.compare = compare;
        this.thread = Thread.ofPlatform().daemon().name("docker events").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                follow();
                lost("the daemon ended the stream");
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                // The client wraps whatever broke the stream in what it likes.
                lost(String.valueOf(e.getMessage()));
            }
            if (!closed) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void follow() throws InterruptedException, IOException {
        try (Following following = daemon.stream(
                "send events",
                client -> client.eventsCmd()
                        .withEventTypeFilter("container")
                        .withEventFilter("die", "destroy", "health_status")
                        .withLabelFilter(Labels.TOKEN)
                        .exec(new Following()))) {
            following.awaitStarted();
            compare.run();
            if (away) {
                away = false;
                LOG.info("Docker at {} is back", daemon.host());
            }
            following.awaitCompletion();
        }
    }

    /** Said once, however long it lasts. */
    private void lost(String why) {
        if (!away && !closed) {
            away = true;
            LOG.warn("Docker at {} is away: {}", daemon.host(), why);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection; ends with an exception when it fails. */
    private final class Following extends ResultCallback.Adapter<Event> {
        @Override
        public void onNext(Event event) {
            heard.accept(event);
        }
    }
}
