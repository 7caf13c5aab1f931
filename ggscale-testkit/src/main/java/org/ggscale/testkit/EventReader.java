package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.runtime.RuntimeEvents.Query;
import org.ggscale.core.runtime.RuntimeEvents.Reading;
import org.ggscale.core.runtime.RuntimeEvents.Stored;
import org.ggscale.core.tenant.TenantId;

/**
 * A reader that continues where it stopped.
 *
 * <p>A committed event may become readable a little later than its transaction returns: a reader must not pass another
 * that commits later. So whoever expects events reads until they are there, and gives up after a while.
 */
final class EventReader {
    private final RuntimeEvents events;
    private final Query first;
    private Optional<String> cursor;

    private EventReader(RuntimeEvents events, Query first) {
        this.events = events;
        this.first = first;
        this.cursor = first.after();
    }

    static EventReader of(RuntimeEvents events, Query first) {
        return new EventReader(events, first);
    }

    /** Reads one game's events of a channel from the oldest on. */
    static EventReader of(RuntimeEvents events, GameKey key, RuntimeEvent.Channel channel) {
        return of(events, new Query(key.tenant(), channel, Optional.of(key.gameId()), Optional.empty(), 100));
    }

    /** Reads a tenant's events for the lobby from the oldest on. */
    static EventReader of(RuntimeEvents events, TenantId tenant) {
        return of(events, new Query(tenant, RuntimeEvent.Channel.LOBBY, Optional.empty(), Optional.empty(), 100));
    }

    /** Returns the first so many events, fewer when they do not come. */
    List<Stored> await(int count) {
        long giveUpAt = System.nanoTime() + Patience.limit().toNanos();
        List<Stored> read = new ArrayList<>(next());
        while (read.size() < count && System.nanoTime() < giveUpAt) {
            read.addAll(next());
        }
        return read;
    }

    /** Returns what these events tell. */
    List<RuntimeEvent> awaitEvents(int count) {
        return await(count).stream().map(Stored::event).toList();
    }

    /** Returns what one read finds. */
    List<Stored> next() {
        Reading reading =
                events.read(new Query(first.tenant(), first.channel(), first.gameId(), cursor, first.limit()));
        assertThat(reading).isInstanceOf(Reading.Events.class);
        Reading.Events found = (Reading.Events) reading;
        cursor = Optional.of(found.cursor());
        return found.events();
    }

    /** Returns where the next read continues. */
    String cursor() {
        return cursor.orElseThrow();
    }
}
