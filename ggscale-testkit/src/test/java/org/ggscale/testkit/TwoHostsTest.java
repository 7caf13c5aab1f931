package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ggscale.core.GgScale;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.runtime.Signal;
import org.ggscale.core.schedule.TurnSchedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two hosts on one store, which wake at the same instant; the engines are plain ones, so that a turn too many shows. */
class TwoHostsTest {
    private static final int GAMES = 30;
    private static final int TURNS = 10;

    private final ManualClock clock = ManualClock.at("2026-01-01T00:00:00Z");
    private final InMemoryStorage storage = new InMemoryStorage(clock);
    private final ScriptedNetwork network = new ScriptedNetwork();
    private final Map<GameKey, ScriptedGame> engines = new HashMap<>();
    private final List<AtomicInteger> committed = List.of(new AtomicInteger(), new AtomicInteger());
    private final List<GgScale> hosts = committed.stream().map(this::host).toList();

    @AfterEach
    void close() {
        hosts.forEach(GgScale::close);
    }

    @Test
    void two_hosts_play_each_due_turn_once_and_share_the_work() throws InterruptedException {
        storage.engineVersions()
                .create(
                        Fixtures.TENANT,
                        Fixtures.engineVersion("1.4.2", EngineVersion.Status.ACTIVE, Optional.empty()));
        List<GameKey> games = Stream.generate(Fixtures::newKey).limit(GAMES).toList();
        games.forEach(this::register);

        for (int turn = 1; turn <= TURNS; turn++) {
            clock.advance(Duration.ofSeconds(60));
            while (unplayed(games, turn)) {
                tickAtOnce();
            }
        }

        List<Long> once = LongStream.rangeClosed(1, TURNS).boxed().toList();
        assertThat(games)
                .allSatisfy(game -> assertThat(engines.get(game).ledger())
                        .extracting(ScriptedGame.Execution::turn)
                        .isEqualTo(once));
        assertThat(committed)
                .extracting(AtomicInteger::get)
                .allSatisfy(count -> assertThat(count).isPositive());
        assertThat(committed.stream().mapToInt(AtomicInteger::get).sum()).isEqualTo(GAMES * TURNS);
    }

    /** No host has room for all games that are due. */
    private GgScale host(AtomicInteger count) {
        GgScale host = GgScale.builder()
                .storage(storage)
                .engineClient(network)
                .clock(clock)
                .nanoTime(clock::nanoTime)
                .ticker(new ManualTicker())
                .turnConcurrency(GAMES / 3)
                .signals(signal -> count.addAndGet(signal instanceof Signal.TurnCommitted ? 1 : 0))
                .build();
        host.start();
        return host;
    }

    private void register(GameKey game) {
        engines.put(game, new ScriptedGame());
        NewRuntime request = new NewRuntime(
                game,
                Fixtures.VERSION,
                TurnSchedule.parse("@every 60s"),
                Optional.of(network.serve(game.gameId(), engines.get(game))),
                List.of(new Member(new UserId("ann"), new RaceName("Terra"))));
        assertThat(hosts.getFirst().registrar().register(request)).isInstanceOf(Registration.Registered.class);
    }

    private boolean unplayed(List<GameKey> games, long turn) {
        return games.stream()
                .anyMatch(game ->
                        storage.runtimeRecords().find(game).orElseThrow().currentTurn() < turn);
    }

    private void tickAtOnce() throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(hosts.size());
        List<Thread> threads = new ArrayList<>();
        for (GgScale host : hosts) {
            threads.add(Thread.ofVirtual().start(() -> tick(host, start)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void tick(GgScale host, CyclicBarrier start) {
        try {
            start.await();
            host.turns().tick();
            assertThat(host.turns().awaitIdle(Patience.limit())).isTrue();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
