package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ggscale.core.Storage;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.PlayerMapping;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvent.Channel;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.runtime.RuntimeEvents.Query;
import org.ggscale.core.runtime.RuntimeEvents.Stored;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeRecords.Creation;
import org.ggscale.core.runtime.RuntimeRecords.Replacement;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.turn.Completion;

/** What a store holds before a rule is tried. */
final class Given {
    private Given() {}

    static RuntimeRecord stored(Storage storage, RuntimeRecord record) {
        assertThat(storage.runtimeRecords().create(record)).isEqualTo(new Creation.Created());
        return record;
    }

    /** Stores what a transition made of a stored record. */
    static RuntimeRecord replaced(Storage storage, Change change) {
        assertThat(storage.runtimeRecords().replace(change)).isEqualTo(new Replacement.Replaced(change.next()));
        return change.next();
    }

    /** Stores a game whose turn is in progress, in the hands of a new owner. */
    static RuntimeRecord inProgress(Storage storage) {
        return stored(storage, Records.inProgress(Fixtures.newKey(), Fixtures.newOwner()));
    }

    /** Stores a running game with members. */
    static RuntimeRecord withMembers(Storage storage, PlayerMapping... mappings) {
        RuntimeRecord record = stored(storage, Records.due(Fixtures.newKey()));
        storage.playerMappings().add(record.key(), List.of(mappings));
        return record;
    }

    /** Appends events by a transition that changes nothing else. */
    static RuntimeRecord event(Storage storage, RuntimeRecord record, RuntimeEvent... events) {
        RuntimeRecord next = record.next(record.status(), Fixtures.PAST).build();
        return replaced(storage, new Change(record, next, List.of(events), Optional.empty()));
    }

    /** Stores an event each of three games, and returns them as soon as they can be read. */
    static List<Stored> threeEvents(Storage storage) {
        RuntimeEvents events = storage.runtimeEvents();
        EventReader reader = EventReader.of(
                events, new Query(Fixtures.TENANT, Channel.LOBBY, Optional.empty(), Optional.of(events.latest()), 100));
        for (int turn = 1; turn <= 3; turn++) {
            RuntimeRecord record = inProgress(storage);
            event(storage, record, Fixtures.snapshot(record.key(), turn));
        }
        List<Stored> all = reader.await(3);
        assertThat(all).hasSize(3);
        return all;
    }

    /** Commits a turn and claims the next one again. */
    static RuntimeRecord played(Storage storage, RuntimeRecord inProgress) {
        Completion completion = Records.completion(inProgress);
        assertThat(storage.turns().complete(List.of(completion))).containsExactly(inProgress.key());
        RuntimeRecord running = storage.runtimeRecords().find(inProgress.key()).orElseThrow();
        RuntimeRecord next = inProgress
                .copy()
                .currentTurn(running.currentTurn())
                .epoch(running.epoch() + 1)
                .generation(Records.generation(running.currentTurn() + 1))
                .build();
        return replaced(storage, Change.of(running, next));
    }

    static OwnerId livingOwner(Storage storage) {
        OwnerId owner = Fixtures.newOwner();
        storage.hosts().enlist(owner, Fixtures.NODE, Duration.ofHours(1));
        return owner;
    }

    static OwnerId deadOwner(Storage storage) {
        OwnerId owner = Fixtures.newOwner();
        storage.hosts().enlist(owner, Fixtures.NODE, Duration.ZERO);
        return owner;
    }

    /** Returns the store's time. */
    static Instant now(Storage storage) {
        return storage.hosts().enlist(Fixtures.newOwner(), Fixtures.NODE, Duration.ZERO);
    }

    /** Returns a time of the store after everything it has stored so far. */
    static Instant later(Storage storage) {
        Instant before = now(storage);
        Instant now = now(storage);
        while (!before.isBefore(now)) {
            now = now(storage);
        }
        return now;
    }

    static RuntimeStatus statusOf(Storage storage, GameKey key) {
        return storage.runtimeRecords().find(key).orElseThrow().status();
    }
}
