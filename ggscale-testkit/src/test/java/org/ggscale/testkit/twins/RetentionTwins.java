package org.ggscale.testkit.twins;

import static org.ggscale.testkit.twins.Breaking.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.Storage;
import org.ggscale.core.runtime.RuntimeEvents.Query;
import org.ggscale.core.runtime.RuntimeEvents.Reading;

/** Stores that forget events with one fault each. */
final class RetentionTwins {
    static final List<Twin<Storage>> ALL = List.of(
            events("never forgets", storage -> new Forwarding.ToEvents(storage) {
                @Override
                public int forgetBefore(Instant instant, int atMost) {
                    return 0;
                }
            }),
            events("forgets everything", storage -> new Forwarding.ToEvents(storage) {
                @Override
                public int forgetBefore(Instant instant, int atMost) {
                    return super.forgetBefore(Instant.MAX, atMost);
                }
            }),
            events("forgets without a bound", storage -> new Forwarding.ToEvents(storage) {
                @Override
                public int forgetBefore(Instant instant, int atMost) {
                    return super.forgetBefore(instant, Integer.MAX_VALUE);
                }
            }),
            events("counts what it may forget instead of what it forgot", storage -> new Forwarding.ToEvents(storage) {
                @Override
                public int forgetBefore(Instant instant, int atMost) {
                    super.forgetBefore(instant, atMost);
                    return atMost;
                }
            }),
            events("expires the cursor of the last event it forgot", storage -> new Forwarding.ToEvents(storage) {
                private String forgotten = "";

                @Override
                public int forgetBefore(Instant instant, int atMost) {
                    int count = super.forgetBefore(instant, atMost);
                    forgotten = count > 0 ? latest() : forgotten;
                    return count;
                }

                @Override
                public Reading read(Query query) {
                    return query.after().equals(Optional.of(forgotten)) ? new Reading.Expired() : super.read(query);
                }
            }),
            events("has no place to begin while it is empty", storage -> new Forwarding.ToEvents(storage) {
                @Override
                public Reading read(Query query) {
                    return query.after().equals(Optional.of("0")) ? new Reading.Expired() : super.read(query);
                }
            }),
            events("never tells that a cursor expired", storage -> new Forwarding.ToEvents(storage) {
                @Override
                public Reading read(Query query) {
                    return super.read(query) instanceof Reading.Events events
                            ? events
                            : super.read(from(query, Optional.empty()));
                }
            }),
            events("lets a cursor expire one event early", storage -> new Forwarding.ToEvents(storage) {
                @Override
                public Reading read(Query query) {
                    boolean early = query.after()
                            .filter(cursor -> cursor.matches("[1-9][0-9]*"))
                            .map(cursor -> from(query, Optional.of("" + (Long.parseLong(cursor) - 1))))
                            .filter(before -> super.read(before) instanceof Reading.Expired)
                            .isPresent();
                    return early ? new Reading.Expired() : super.read(query);
                }
            }));

    private RetentionTwins() {}

    private static Query from(Query query, Optional<String> after) {
        return new Query(query.tenant(), query.channel(), query.gameId(), after, query.limit());
    }
}
