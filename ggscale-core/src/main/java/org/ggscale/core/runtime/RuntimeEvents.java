package org.ggscale.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.Port;
import org.ggscale.core.game.GameId;
import org.ggscale.core.tenant.TenantId;

/**
 * Reads the events that changes have stored.
 *
 * <p>The order is total and never changes; events of one game come in the order of their commits. A reader never passes
 * an event that commits later, so whoever continues after the last event it saw loses none.
 */
@Port
public interface RuntimeEvents {
    /** Returns the cursor after the newest event that can be read now. */
    String latest();

    /**
     * Reads events after a cursor.
     *
     * @throws org.ggscale.core.InvalidCursorException when no event ever had this cursor's form
     */
    Reading read(Query query);

    /**
     * Forgets events stored before an instant, the oldest first; cursors that point before a forgotten one expire.
     *
     * <p>Several hosts may call it at once: one that finds another at it may leave the rest to that one. Events that cannot
     * be read yet are kept.
     *
     * @param atMost how many it forgets at most, 1 or more
     * @return how many it forgot; fewer than the most when nothing is left for it to do
     */
    int forgetBefore(Instant instant, int atMost);

    /** Returns how long the oldest event has waited that is stored but cannot be read yet; zero when there is none. */
    Duration lag();

    /**
     * What is to be read.
     *
     * @param after continue after this cursor; empty from the oldest kept event
     * @param gameId only this game's events
     * @param limit 1 to 1,000 events
     */
    record Query(
            TenantId tenant,
            RuntimeEvent.Channel channel,
            Optional<GameId> gameId,
            Optional<String> after,
            int limit) {}

    /** What a read found. */
    sealed interface Reading {
        /**
         * Events in order, possibly none.
         *
         * @param cursor where the next read continues; it moves past events that the query does not match
         */
        record Events(List<Stored> events, String cursor) implements Reading {
            /** Copies the events. */
            public Events {
                events = List.copyOf(events);
            }
        }

        /** Events between the cursor and the oldest kept one are forgotten. */
        record Expired() implements Reading {}
    }

    /** An event and its cursor. */
    record Stored(String cursor, TenantId tenant, RuntimeEvent event) {}
}
