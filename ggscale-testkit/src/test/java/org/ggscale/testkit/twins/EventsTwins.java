package org.ggscale.testkit.twins;

import static org.ggscale.testkit.twins.Breaking.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ggscale.core.InvalidCursorException;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvent.Channel;
import org.ggscale.core.runtime.RuntimeEvent.Notification;
import org.ggscale.core.runtime.RuntimeEvent.SnapshotUpdate;
import org.ggscale.core.runtime.RuntimeEvents.Query;
import org.ggscale.core.runtime.RuntimeEvents.Reading;
import org.ggscale.core.runtime.RuntimeEvents.Stored;
import org.ggscale.testkit.Fixtures;

/** Stores of events with one fault each. */
final class EventsTwins {
    static final List<Twin<Storage>> ALL = List.of(
            changing(
                    "forgets the stats",
                    event -> event instanceof SnapshotUpdate update
                            ? new SnapshotUpdate(
                                    update.gameId(),
                                    update.currentTurn(),
                                    update.runtimeStatus(),
                                    update.engineHealthSummary(),
                                    List.of(),
                                    update.occurredAt())
                            : event),
            changing(
                    "believes every engine healthy",
                    event -> event instanceof SnapshotUpdate update
                            ? new SnapshotUpdate(
                                    update.gameId(),
                                    update.currentTurn(),
                                    update.runtimeStatus(),
                                    EngineHealth.HEALTHY,
                                    update.playerTurnStats(),
                                    update.occurredAt())
                            : event),
            reading(
                    "drops notifications of nobody",
                    all -> all.stream()
                            .filter(stored -> !(stored.event() instanceof Notification notification)
                                    || !notification.recipients().isEmpty())
                            .toList()),
            reading("turns the order round", all -> {
                List<Stored> reversed = new ArrayList<>(all);
                Collections.reverse(reversed);
                return reversed;
            }),
            reading(
                    "loses every tenth event",
                    all -> all.stream()
                            .filter(stored -> Long.parseLong(stored.cursor()) % 10 != 0)
                            .toList()),
            reading("counts cursors for every reader anew", all -> {
                List<Stored> renumbered = new ArrayList<>();
                all.forEach(stored ->
                        renumbered.add(new Stored("" + (renumbered.size() + 1), stored.tenant(), stored.event())));
                return renumbered;
            }),
            events("mixes the channels", storage -> new Forwarding.ToEvents(storage) {
                @Override
                public Reading read(Query query) {
                    return both(
                            super.read(query),
                            super.read(new Query(
                                    query.tenant(),
                                    other(query.channel()),
                                    query.gameId(),
                                    query.after(),
                                    query.limit())));
                }
            }),
            querying(
                    "ignores the game",
                    query ->
                            new Query(query.tenant(), query.channel(), Optional.empty(), query.after(), query.limit())),
            events("mixes the tenants", storage -> new Forwarding.ToEvents(storage) {
                @Override
                public Reading read(Query query) {
                    return both(
                            super.read(query),
                            super.read(new Query(
                                    query.tenant().equals(Fixtures.TENANT) ? Fixtures.OTHER_TENANT : Fixtures.TENANT,
                                    query.channel(),
                                    query.gameId(),
                                    query.after(),
                                    query.limit())));
                }
            }),
            querying(
                    "reads one more than the limit",
                    query -> new Query(
                            query.tenant(), query.channel(), query.gameId(), query.after(), query.limit() + 1)),
            events("takes any text for a cursor", storage -> new Forwarding.ToEvents(storage) {
                @Override
                public Reading read(Query query) {
                    try {
                        return super.read(query);
                    } catch (InvalidCursorException e) {
                        return super.read(from(query, Optional.empty()));
                    }
                }
            }),
            querying(
                    "reads the event of the cursor again",
                    query -> from(query, query.after().map(cursor -> "" + Math.max(0, Long.parseLong(cursor) - 1)))),
            events("stays where nothing was found", storage -> new Forwarding.ToEvents(storage) {
                @Override
                public Reading read(Query query) {
                    return super.read(query) instanceof Reading.Events(List<Stored> found, String cursor)
                            ? new Reading.Events(
                                    found, found.isEmpty() ? query.after().orElse("0") : cursor)
                            : new Reading.Expired();
                }
            }),
            events("begins at the beginning", storage -> new Forwarding.ToEvents(storage) {
                @Override
                public String latest() {
                    return "0";
                }
            }),
            events("goes on after the newest event", storage -> new Forwarding.ToEvents(storage) {
                @Override
                public Reading read(Query query) {
                    return super.read(query) instanceof Reading.Events(List<Stored> found, String cursor)
                            ? new Reading.Events(found, "" + (Long.parseLong(cursor) + 1))
                            : new Reading.Events(List.of(), query.after().orElse("0"));
                }
            }),
            events("lags without an event", storage -> new Forwarding.ToEvents(storage) {
                @Override
                public Duration lag() {
                    return Duration.ofMillis(1);
                }
            }));

    private EventsTwins() {}

    private static Query from(Query query, Optional<String> after) {
        return new Query(query.tenant(), query.channel(), query.gameId(), after, query.limit());
    }

    private static Channel other(Channel channel) {
        return channel == Channel.LOBBY ? Channel.NOTIFICATIONS : Channel.LOBBY;
    }

    private static Reading both(Reading one, Reading two) {
        if (one instanceof Reading.Events(List<Stored> first, String cursor)
                && two instanceof Reading.Events(List<Stored> second, String unused)) {
            List<Stored> all = new ArrayList<>(first);
            all.addAll(second);
            return new Reading.Events(all, cursor);
        }
        return one;
    }

    private static Twin<Storage> querying(String fault, UnaryOperator<Query> broken) {
        return events(fault, storage -> new Forwarding.ToEvents(storage) {
            @Override
            public Reading read(Query query) {
                return super.read(broken.apply(query));
            }
        });
    }

    private static Twin<Storage> reading(String fault, UnaryOperator<List<Stored>> broken) {
        return events(fault, storage -> new Forwarding.ToEvents(storage) {
            @Override
            public Reading read(Query query) {
                return super.read(query) instanceof Reading.Events(List<Stored> found, String cursor)
                        ? new Reading.Events(broken.apply(found), cursor)
                        : new Reading.Expired();
            }
        });
    }

    private static Twin<Storage> changing(String fault, UnaryOperator<RuntimeEvent> broken) {
        return reading(
                fault,
                all -> all.stream()
                        .map(stored -> new Stored(stored.cursor(), stored.tenant(), broken.apply(stored.event())))
                        .toList());
    }
}
