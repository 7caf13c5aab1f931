package org.ggscale.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.ggscale.core.Page;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.tenant.TenantId;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final NodeId NODE = new NodeId("a");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InMemoryStorage storage = new InMemoryStorage(() -> now);
    private final CountedEvents events = new CountedEvents(storage.runtimeEvents());
    private final List<Thread> sweeps = new ArrayList<>();
    private final List<Signal> signals = new ArrayList<>();
    private final Housekeeping housekeeping = housekeeping(0.5);

    @Test
    void events_older_than_they_are_kept_are_forgotten_and_younger_ones_stay() throws InterruptedException {
        tell(3);
        now = now.plus(WEEK);
        tell(2);
        now = now.plusSeconds(1);

        sweep();

        assertThat(left()).isEqualTo(2);
    }

    @Test
    void events_are_kept_for_their_time() throws InterruptedException {
        tell(3);
        now = now.plus(WEEK);

        sweep();

        assertThat(events.batches).isEqualTo(1);
        assertThat(left()).isEqualTo(3);
    }

    @Test
    void snapshots_of_health_are_kept_for_a_time_of_their_own() throws InterruptedException {
        GameKey key = fallIll();
        now = now.plus(MONTH);
        sweep();
        assertThat(remembered(key)).isEqualTo(1);

        now = now.plusSeconds(3_600);
        sweep();
        assertThat(remembered(key)).isZero();
    }

    @Test
    void snapshots_of_health_are_forgotten_also_while_events_cannot_be() throws InterruptedException {
        GameKey key = fallIll();
        now = now.plus(MONTH).plusSeconds(1);
        events.onBatch = () -> {
            throw new UnavailableException("store", "away", new IllegalStateException());
        };

        sweep();

        assertThat(remembered(key)).isZero();
    }

    @Test
    void a_sweep_goes_on_batch_by_batch_until_nothing_old_is_left() throws InterruptedException {
        tell(2 * Housekeeping.BATCH + 500);
        now = now.plus(WEEK).plusSeconds(1);

        sweep();

        assertThat(left()).isZero();
        assertThat(events.batches).isEqualTo(3);
    }

    @Test
    void the_first_sweep_comes_within_an_hour_and_the_next_ones_an_hour_or_so_apart() throws InterruptedException {
        List<Integer> minutes = new ArrayList<>();
        for (int minute = 1; minute <= 180; minute++) {
            now = now.plusSeconds(60);
            int before = sweeps.size();
            tickOnce();
            if (sweeps.size() > before) {
                minutes.add(minute);
            }
        }
        assertThat(minutes).containsExactly(30, 90, 150);
    }

    @Test
    void hosts_that_started_together_sweep_at_other_times() {
        Housekeeping early = housekeeping(0.1);
        Housekeeping late = housekeeping(0.9);
        now = now.plus(Duration.ofMinutes(6));

        late.tick();
        assertThat(sweeps).isEmpty();
        early.tick();
        assertThat(sweeps).hasSize(1);
    }

    @Test
    void an_end_lets_the_batch_in_hand_be_the_last() throws InterruptedException {
        tell(2 * Housekeeping.BATCH);
        now = now.plus(WEEK).plusSeconds(1);
        events.onBatch = housekeeping::end;

        sweep();

        assertThat(events.batches).isEqualTo(1);
        assertThat(left()).isEqualTo(Housekeeping.BATCH);
    }

    @Test
    void no_sweep_begins_after_the_end() {
        housekeeping.end();
        now = now.plus(WEEK);

        housekeeping.tick();

        assertThat(sweeps).isEmpty();
    }

    @Test
    void no_sweep_begins_while_one_is_under_way_and_a_close_waits_for_it() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        events.onBatch = () -> {
            begun.countDown();
            await(go);
        };
        now = now.plus(WEEK);
        housekeeping.tick();
        begun.await();

        now = now.plus(WEEK);
        housekeeping.tick();
        assertThat(sweeps).hasSize(1);

        go.countDown();
        housekeeping.close();
        assertThat(sweeps.get(0).isAlive()).isFalse();
    }

    @Test
    void a_sweep_that_fails_is_told_and_comes_again() throws InterruptedException {
        tell(1);
        now = now.plus(WEEK).plusSeconds(1);
        events.onBatch = () -> {
            throw new UnavailableException("store", "away", new IllegalStateException());
        };
        sweep();
        assertThat(signals).singleElement().isInstanceOf(Signal.DutyFailed.class);

        events.onBatch = () -> {};
        now = now.plus(Housekeeping.INTERVAL);
        sweep();
        assertThat(left()).isZero();
    }

    private Housekeeping housekeeping(double chance) {
        StoreClock clock = new StoreClock(now, this::nanoTime);
        HostLife life = new HostLife(
                storage.hosts(), NODE, clock, () -> new OwnerId(UUID.randomUUID()), signals::add, this::nanoTime);
        return new Housekeeping(
                events,
                storage.healthSnapshots(),
                new HostContext(life, clock, UUID::randomUUID, signals::add),
                new Housekeeping.Settings(WEEK, MONTH, this::thread, () -> chance),
                this::nanoTime);
    }

    private long nanoTime() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    private Thread thread(Runnable work) {
        Thread thread = Thread.ofPlatform().unstarted(work);
        sweeps.add(thread);
        return thread;
    }

    private void sweep() throws InterruptedException {
        int before = sweeps.size();
        tickOnce();
        assertThat(sweeps).hasSize(before + 1);
    }

    private void tickOnce() throws InterruptedException {
        housekeeping.tick();
        for (Thread each : sweeps) {
            each.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private RuntimeRecord starting() {
        GameKey key = new GameKey(TenantId.DEFAULT, new GameId(UUID.randomUUID()));
        EngineBinding engine = EngineBinding.managed(
                SemanticVersion.parse("1.0.0"), ImageRef.parse("in-process:x"), NODE, new InstanceToken("t"));
        RuntimeRecord record =
                RuntimeRecord.starting(key, TurnSchedule.parse("@hourly"), engine, new OwnerId(UUID.randomUUID()), now);
        storage.runtimeRecords().create(record);
        return record;
    }

    /** Stores a change of the health of a new game's engine. */
    private GameKey fallIll() {
        RuntimeRecord record = starting();
        RuntimeRecord ill = record.next(RuntimeStatus.RUNNING, now)
                .engine(record.engine().with(EngineHealth.PROBE_FAILED))
                .build();
        storage.runtimeRecords().replace(RuntimeRecords.Change.of(record, ill));
        return record.key();
    }

    private int remembered(GameKey key) {
        return storage.healthSnapshots()
                .list(key, Page.Request.first(200))
                .items()
                .size();
    }

    /** Stores events of a new game. */
    private void tell(int count) {
        RuntimeRecord record = starting();
        List<RuntimeEvent> told = LongStream.rangeClosed(1, count)
                .<RuntimeEvent>mapToObj(turn -> new RuntimeEvent.SnapshotUpdate(
                        record.key().gameId(), turn, RuntimeStatus.RUNNING, EngineHealth.HEALTHY, List.of(), now))
                .toList();
        RuntimeRecord next = record.next(RuntimeStatus.RUNNING, now).owner(null).build();
        storage.runtimeRecords().replace(new RuntimeRecords.Change(record, next, told, Optional.empty()));
    }

    private int left() {
        var all = new RuntimeEvents.Query(
                TenantId.DEFAULT, RuntimeEvent.Channel.LOBBY, Optional.empty(), Optional.empty(), 10_000);
        return ((RuntimeEvents.Reading.Events) storage.runtimeEvents().read(all))
                .events()
                .size();
    }

    /** Events that count the batches in which they are forgotten. */
    private static final class CountedEvents implements RuntimeEvents {
        private final RuntimeEvents events;
        private int batches;
        private Runnable onBatch = () -> {};

        CountedEvents(RuntimeEvents events) {
            this.events = events;
        }

        @Override
        public String latest() {
            return events.latest();
        }

        @Override
        public Reading read(Query query) {
            return events.read(query);
        }

        @Override
        public Duration lag() {
            return events.lag();
        }

        @Override
        public int forgetBefore(Instant instant, int atMost) {
            batches++;
            onBatch.run();
            return events.forgetBefore(instant, atMost);
        }
    }
}
