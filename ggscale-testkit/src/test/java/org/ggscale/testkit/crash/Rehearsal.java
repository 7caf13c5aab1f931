package org.ggscale.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ggscale.core.GgScale;
import org.ggscale.core.GgScaleBuilder;
import org.ggscale.core.Page;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.core.runtime.HealthSnapshot;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.turn.TurnRow;
import org.ggscale.core.turn.TurnScheduler;
import org.ggscale.testkit.Failpoints;
import org.ggscale.testkit.FaultyStorage;
import org.ggscale.testkit.Fixtures;
import org.ggscale.testkit.LateTurn;
import org.ggscale.testkit.ManualClock;
import org.ggscale.testkit.ScriptedGame;
import org.ggscale.testkit.ScriptedInstances;
import org.ggscale.testkit.ScriptedNetwork;

/** One short game on hosts of which the first has failpoints. */
final class Rehearsal {
    /** What the engine may be patched to. */
    static final SemanticVersion PATCH = SemanticVersion.parse("1.4.3");

    private static final int TURNS = 3;
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final int MAX_ROUNDS = 60;
    private static final int MAX_HOSTS = 3;

    private final GameKey key = Fixtures.newKey();
    private final ManualClock clock = ManualClock.at("2026-01-01T00:00:00Z");
    private final InMemoryStorage storage = new InMemoryStorage(clock);
    private final ScriptedNetwork network = new ScriptedNetwork();
    private final Setting setting;
    private final ScriptedGame game;
    private final ScriptedInstances instances;
    private final BiFunction<EngineClient, Failpoints, EngineClient> wire;
    private final List<LateTurn> late = new ArrayList<>();
    private final List<Mortal> hosts = new ArrayList<>();
    private Mortal.Operation operation = turns -> {};

    /**
     * Prepares a game.
     *
     * @param wire makes an engine client pass the failpoints
     */
    Rehearsal(Setting setting, BiFunction<EngineClient, Failpoints, EngineClient> wire) {
        this.setting = setting;
        this.wire = wire;
        game = setting.newGame();
        instances = new ScriptedInstances(network, () -> game);
    }

    /** Lets an operator interfere in the middle of the game, on the host with the failpoints. */
    Rehearsal with(OperatorAction action) {
        operation = turns -> action.perform(turns, key);
        return this;
    }

    /** What an operator does to the game. */
    interface OperatorAction {
        void perform(TurnScheduler turns, GameKey key) throws InterruptedException;
    }

    /**
     * Plays the game and judges it.
     *
     * @param lateCalls how many turn calls arrive after their sender has given up
     * @param others how many hosts there are beside the one with the failpoints
     */
    void play(Failpoints failpoints, int lateCalls, int others) throws InterruptedException {
        register();
        for (int call = 0; call < lateCalls; call++) {
            network.onNextTurn(delivery -> {
                LateTurn turn = new LateTurn();
                late.add(turn);
                return turn.send(delivery);
            });
        }
        try {
            Mortal first = enter(failpoints);
            for (int other = 0; other < others; other++) {
                enter(Failpoints.none());
            }
            for (int round = 1; ledger().size() < TURNS || record().currentTurn() < TURNS; round++) {
                assertThat(round)
                        .as("%s, %s: %s, %s", setting, failpoints.hit(), record(), ledger())
                        .isLessThan(MAX_ROUNDS);
                round(first, round);
                assertThat(record().status() == RuntimeStatus.GENERATION_FAILED && setting.fenced() && lateCalls < 2)
                        .as("%s, %s: parked, %s", setting, failpoints.hit(), record().lastFailure())
                        .isFalse();
                unpark();
            }
        } finally {
            hosts.forEach(Mortal::close);
        }
        judge(failpoints);
    }

    private void round(Mortal first, int round) throws InterruptedException {
        clock.advance(ROUND);
        for (Mortal host : hosts) {
            host.tick();
        }
        if (round == 2) {
            (first.gone() ? hosts.getLast() : first).operate(operation);
        }
        if (round % 5 == 0) {
            deliver();
        }
        if (first.gone() && hosts.size() < MAX_HOSTS) {
            enter(Failpoints.none());
        }
    }

    /** An operator lets no call be on its way when he forces a game on; a restart needs no such care. */
    private void unpark() throws InterruptedException {
        if (record().status() == RuntimeStatus.GENERATION_FAILED) {
            deliver();
            hosts.getLast().operate(turns -> turns.force(key));
        } else if (waitsForAnOperator()) {
            hosts.getLast().operate(turns -> turns.restart(key, false));
        }
    }

    private boolean waitsForAnOperator() {
        return record().status() == RuntimeStatus.ENGINE_UNREACHABLE
                && record().engine().health() == EngineHealth.DISAPPEARED
                && setting.endsWithItsEngine();
    }

    private void deliver() {
        late.forEach(LateTurn::deliver);
        late.clear();
    }

    private void judge(Failpoints failpoints) {
        deliver();
        List<Long> expected = LongStream.rangeClosed(1, ledger().size()).boxed().toList();
        assertThat(ledger()).as("%s, %s", setting, failpoints.hit()).isEqualTo(expected);
        assertThat(record().currentTurn()).isEqualTo(expected.size());
        assertThat(storage.turns().history(key, Page.Request.first(100)).items())
                .extracting(TurnRow::turn)
                .isEqualTo(expected.reversed());
        assertThat(announced()).isEqualTo(expected);
        assertThat(record().engine().health())
                .as("%s, %s", setting, failpoints.hit())
                .isEqualTo(EngineHealth.HEALTHY);
        assertThat(published()).as("%s, %s", setting, failpoints.hit()).isEqualTo(remembered());
    }

    /** The changes of the health that were published. */
    private List<EngineHealth> published() {
        List<EngineHealth> changes = new ArrayList<>(List.of(EngineHealth.HEALTHY));
        for (RuntimeEvent event : events(RuntimeEvent.Channel.LOBBY)) {
            EngineHealth next = ((RuntimeEvent.SnapshotUpdate) event).engineHealthSummary();
            if (next != changes.getLast()) {
                changes.add(next);
            }
        }
        return changes;
    }

    private List<EngineHealth> remembered() {
        return Stream.concat(
                        Stream.of(EngineHealth.HEALTHY),
                        storage.healthSnapshots().list(key, Page.Request.first(200)).items().reversed().stream()
                                .map(HealthSnapshot::health))
                .toList();
    }

    private List<Long> ledger() {
        return game.ledger().stream().map(ScriptedGame.Execution::turn).toList();
    }

    private RuntimeRecord record() {
        return storage.runtimeRecords().find(key).orElseThrow();
    }

    /** The turns that players were told of. */
    private List<Long> announced() {
        return events(RuntimeEvent.Channel.NOTIFICATIONS).stream()
                .map(RuntimeEvent.Notification.class::cast)
                .filter(notification -> notification.kind().equals("game.turn.ready"))
                .map(notification -> (Long) notification.payload().get("turn"))
                .toList();
    }

    private List<RuntimeEvent> events(RuntimeEvent.Channel channel) {
        var query = new RuntimeEvents.Query(key.tenant(), channel, Optional.empty(), Optional.empty(), 1_000);
        return ((RuntimeEvents.Reading.Events) storage.runtimeEvents().read(query))
                .events().stream().map(RuntimeEvents.Stored::event).toList();
    }

    private void register() {
        for (SemanticVersion version : List.of(Fixtures.VERSION, PATCH)) {
            storage.engineVersions()
                    .create(
                            key.tenant(),
                            Fixtures.engineVersion(version.text(), EngineVersion.Status.ACTIVE, Optional.empty()));
        }
        NewRuntime request = new NewRuntime(
                key,
                Fixtures.VERSION,
                TurnSchedule.parse("@every 5s"),
                setting.external() ? Optional.of(network.serve(key.gameId(), game)) : Optional.empty(),
                List.of(new Member(new UserId("ann"), new RaceName("Terra"))));
        try (GgScale host = parts(Failpoints.none()).build()) {
            assertThat(host.registrar().register(request)).isInstanceOf(Registration.Registered.class);
        }
    }

    private Mortal enter(Failpoints failpoints) {
        Mortal host = new Mortal(parts(failpoints), failpoints);
        hosts.add(host);
        return host;
    }

    private GgScaleBuilder parts(Failpoints failpoints) {
        return GgScale.builder()
                .storage(new FaultyStorage(storage, failpoints))
                .engineClient(wire.apply(network, failpoints))
                .instances(failpoints.wrap(EngineInstances.class, instances))
                .clock(clock)
                .nanoTime(clock::nanoTime)
                .turnTimeout(Duration.ofSeconds(1))
                // Later than the game lasts: probes would pass failpoints between those that are counted.
                .probeInterval(Duration.ofDays(1))
                .shutdownTimeout(Duration.ofMillis(1));
    }
}
