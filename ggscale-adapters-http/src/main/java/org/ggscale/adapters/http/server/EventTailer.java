package org.ggscale.adapters.http.server;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.runtime.RuntimeEvents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads new events for all readers of a listener: one thread, which lives while somebody reads.
 *
 * <p>Readers at the same place share a read. A reader begins anywhere, reads on by itself until it is where the others
 * are, and from then on costs nothing.
 */
final class EventTailer implements AutoCloseable {
    /** How many events are read at once. */
    static final int PAGE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(InternalListener.class);

    private final RuntimeEvents events;
    private final Limits limits;
    private final Set<EventReader> readers = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Thread thread;
    private boolean closed;

    EventTailer(RuntimeEvents events, Limits limits) {
        this.events = events;
        this.limits = limits;
    }

    /** Streams what comes after a cursor that is now the last. */
    Answer stream(EventFilter filter, String cursor) {
        return stream(filter, new RuntimeEvents.Reading.Events(List.of(), cursor));
    }

    /** Streams a first page, and what comes after it. */
    Answer stream(EventFilter filter, RuntimeEvents.Reading.Events page) {
        return (request, response, callback) -> begin(filter, page, response, callback);
    }

    private void begin(EventFilter filter, RuntimeEvents.Reading.Events page, Response response, Callback callback) {
        EventReader reader = new EventReader(filter, page.cursor(), response, callback, this::wake);
        reader.begin();
        give(List.of(reader), page);
        add(reader);
    }

    private synchronized void add(EventReader reader) {
        if (closed) {
            reader.end();
            return;
        }
        readers.add(reader);
        if (thread == null) {
            thread = Thread.ofVirtual().name("ggscale-events").start(this::run);
        }
    }

    private void run() {
        do {
            if (!look()) {
                LockSupport.parkNanos(limits.poll().toNanos());
            }
        } while (somebodyReads());
    }

    private synchronized boolean somebodyReads() {
        readers.removeIf(EventReader::ended);
        if (readers.isEmpty()) {
            thread = null;
        }
        return thread != null;
    }

    /** Looks once for everybody; returns whether somebody has more to read at once. */
    private boolean look() {
        Map<EventReader.Position, List<EventReader>> places =
                readers.stream().filter(EventReader::hasRoom).collect(groupingBy(EventReader::position));
        boolean more = false;
        for (Map.Entry<EventReader.Position, List<EventReader>> place : places.entrySet()) {
            more |= look(place.getKey(), place.getValue());
        }
        readers.forEach(reader -> reader.comment(limits.comment().toNanos()));
        return more;
    }

    private boolean look(EventReader.Position position, List<EventReader> group) {
        try {
            return switch (events.read(position.filter().query(Optional.of(position.cursor()), PAGE))) {
                case RuntimeEvents.Reading.Events page -> give(group, page);
                case RuntimeEvents.Reading.Expired() -> {
                    group.forEach(EventReader::end);
                    yield false;
                }
            };
        } catch (UnavailableException e) {
            LOG.warn("events cannot be read now: {}", e.getMessage());
            return false;
        } catch (RuntimeException e) {
            LOG.error("events cannot be read", e);
            group.forEach(EventReader::end);
            return false;
        }
    }

    private static boolean give(List<EventReader> group, RuntimeEvents.Reading.Events page) {
        boolean last = page.events().size() < PAGE;
        List<EventFrame> frames = page.events().stream().map(EventFrame::new).toList();
        group.forEach(reader -> reader.take(frames, page.cursor(), last));
        return !last;
    }

    /** Takes no lock: a reader calls it from within its own, and this object calls readers from within its. */
    private void wake() {
        LockSupport.unpark(thread);
    }

    /** Returns how many streams are open. */
    int readers() {
        return readers.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
        readers.forEach(EventReader::end);
        wake();
    }
}
