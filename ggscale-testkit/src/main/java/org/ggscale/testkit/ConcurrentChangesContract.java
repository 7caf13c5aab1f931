package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.testkit.Fixtures.PAST;

import java.util.List;
import java.util.Optional;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeEvent.Channel;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeRecords.Creation.Created;
import org.ggscale.core.runtime.RuntimeRecords.Replacement.Replaced;
import org.junit.jupiter.api.Test;

/** Changes of one record beside each other and beside readers: none is lost, and none is seen in part. */
public interface ConcurrentChangesContract {
    /** Returns the stores under test: empty before each test, the same object throughout it. */
    Storage storage();

    @Test
    default void transitions_at_once_lose_nothing_of_each_other() {
        RuntimeRecord first = Given.inProgress(storage());

        List<Long> won = Crowd.of(number -> Crowd.again(i -> countUp(first.key())));

        long all = won.stream().mapToLong(Long::longValue).sum();
        RuntimeRecord last = find(first.key());
        assertThat(last.missedTicks()).as("one for each transition that won").isEqualTo(first.missedTicks() + all);
        assertThat(last.epoch()).isEqualTo(first.epoch() + all);
    }

    @Test
    default void whoever_sees_a_transition_sees_its_operation_and_its_snapshot_and_nobody_sees_those_before_it() {
        RuntimeRecord first = Given.inProgress(storage());
        int count = 25;

        List<Boolean> done =
                Crowd.of(number -> number == 0 ? change(first, count) : watch(first, first.epoch() + count));

        assertThat(done).as("saw the last transition").containsOnly(true);
    }

    @Test
    default void creations_and_removals_at_once_lose_nothing_of_each_other() {
        RuntimeRecord record = Records.starting(Fixtures.newKey(), Fixtures.newOwner());

        List<Long> left = Crowd.of(number -> Crowd.again(i -> createAndRemove(record)));

        long found = storage().runtimeRecords().find(record.key()).isPresent() ? 1 : 0;
        assertThat(left.stream().mapToLong(Long::longValue).sum())
                .as("creations that won, less removals that won")
                .isEqualTo(found);
    }

    private long createAndRemove(RuntimeRecord record) {
        long created = storage().runtimeRecords().create(record) instanceof Created ? 1 : 0;
        long removed = storage().runtimeRecords().remove(record) ? 1 : 0;
        return created - removed;
    }

    private long countUp(GameKey key) {
        RuntimeRecord seen = find(key);
        RuntimeRecord next = seen.next(seen.status(), PAST)
                .missedTicks(seen.missedTicks() + 1)
                .build();
        return storage().runtimeRecords().replace(Change.of(seen, next)) instanceof Replaced ? 1 : 0;
    }

    /** Makes transitions that each leave an event, an operation and a snapshot. */
    private boolean change(RuntimeRecord first, int count) {
        RuntimeRecord current = first;
        for (int i = 0; i < count; i++) {
            EngineHealth health = i % 2 == 0 ? EngineHealth.PROBE_FAILED : EngineHealth.HEALTHY;
            RuntimeRecord next = current.next(current.status(), PAST)
                    .engine(current.engine().with(health))
                    .build();
            current = Given.replaced(
                    storage(),
                    new Change(
                            current,
                            next,
                            List.of(Fixtures.snapshot(first.key(), i)),
                            Optional.of(Fixtures.operation(first.key()))));
        }
        return true;
    }

    /** Looks until the record has this epoch, and returns whether it came to that. */
    private boolean watch(RuntimeRecord first, long lastEpoch) {
        GameKey key = first.key();
        long giveUpAt = System.nanoTime() + Patience.limit().toNanos();
        long epoch = first.epoch();
        while (epoch < lastEpoch && System.nanoTime() < giveUpAt) {
            long before = epoch - first.epoch();
            int operations = storage()
                    .operationLog()
                    .list(key, Page.Request.first(200))
                    .items()
                    .size();
            int snapshots = storage()
                    .healthSnapshots()
                    .list(key, Page.Request.first(200))
                    .items()
                    .size();
            int events = EventReader.of(storage().runtimeEvents(), key, Channel.LOBBY)
                    .next()
                    .size();
            epoch = find(key).epoch();
            long after = epoch - first.epoch();
            assertThat((long) operations).as("operations of transitions").isBetween(before, after);
            assertThat((long) snapshots).as("snapshots of transitions").isBetween(before, after);
            assertThat((long) events).as("events of transitions").isLessThanOrEqualTo(after);
        }
        return epoch >= lastEpoch;
    }

    private RuntimeRecord find(GameKey key) {
        return storage().runtimeRecords().find(key).orElseThrow();
    }
}
