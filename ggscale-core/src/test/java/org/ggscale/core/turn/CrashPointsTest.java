package org.ggscale.core.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.ggscale.core.GgScale;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets every single call of a host to its stores and engines go wrong, one run each, and asks the engine's ledger whether a
 * turn was played twice, lost or left behind.
 */
class CrashPointsTest {
    private static final int TURNS = 3;
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final int MAX_ROUNDS = 60;

    /** What the game runs on. */
    enum Setting {
        CONDITIONAL(false, EngineCapability.CONDITIONAL_TURN, EngineCapability.DURABLE_STATE),
        DURABLE(false, EngineCapability.DURABLE_STATE),
        PLAIN(false),
        EXTERNAL_CONDITIONAL(true, EngineCapability.CONDITIONAL_TURN),
        EXTERNAL_PLAIN(true);

        private final boolean external;
        private final EngineCapability[] promises;

        Setting(boolean external, EngineCapability... promises) {
            this.external = external;
            this.promises = promises;
        }

        boolean fenced() {
            return promises.length > 0;
        }
    }

    private final AtomicReference<Instant> now = new AtomicReference<>();
    private final List<GgScale> hosts = new ArrayList<>();
    private final List<Supplier<Duration>> ticks = new ArrayList<>();
    private GameKey key = new GameKey(TenantId.DEFAULT, new GameId(UUID.randomUUID()));
    private InMemoryStorage storage = new InMemoryStorage(now::get);
    private JudgedEngine engine = new JudgedEngine();
    private boolean started = true;

    @ParameterizedTest
    @EnumSource
    void a_host_that_dies_before_any_call_loses_and_doubles_nothing(Setting setting) throws InterruptedException {
        everyFailpoint(setting, Failpoints.Fault.DIE_BEFORE, 0);
    }

    @ParameterizedTest
    @EnumSource
    void a_host_that_dies_after_any_call_loses_and_doubles_nothing(Setting setting) throws InterruptedException {
        everyFailpoint(setting, Failpoints.Fault.DIE_AFTER, 0);
    }

    @ParameterizedTest
    @EnumSource
    void a_backend_that_is_away_at_any_call_loses_and_doubles_nothing(Setting setting) throws InterruptedException {
        everyFailpoint(setting, Failpoints.Fault.REFUSE, 0);
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_that_is_lost_at_any_call_loses_and_doubles_nothing(Setting setting) throws InterruptedException {
        everyFailpoint(setting, Failpoints.Fault.LOSE, 0);
    }

    @ParameterizedTest
    @EnumSource
    void a_host_that_dies_while_a_turn_call_is_on_its_way_loses_and_doubles_nothing(Setting setting)
            throws InterruptedException {
        everyFailpoint(setting, Failpoints.Fault.DIE_BEFORE, 1);
        everyFailpoint(setting, Failpoints.Fault.DIE_AFTER, 2);
    }

    @AfterEach
    void close() {
        for (GgScale host : hosts) {
            try {
                host.close();
            } catch (Failpoints.Killed e) {
                // A dead process closes nothing.
            }
        }
    }

    private void everyFailpoint(Setting setting, Failpoints.Fault fault, int lateCalls) throws InterruptedException {
        for (int others : List.of(0, 1)) {
            int victim = 1;
            Failpoints failpoints = new Failpoints(fault, victim);
            play(setting, failpoints, lateCalls, others);
            while (failpoints.hit()) {
                failpoints = new Failpoints(fault, ++victim);
                play(setting, failpoints, lateCalls, others);
            }
            assertThat(victim).isGreaterThan(10);
        }
    }

    private void play(Setting setting, Failpoints failpoints, int lateCalls, int others) throws InterruptedException {
        now.set(Instant.parse("2026-01-01T00:00:00Z"));
        key = new GameKey(TenantId.DEFAULT, new GameId(UUID.randomUUID()));
        storage = new InMemoryStorage(now::get);
        engine = new JudgedEngine(setting.promises);
        hosts.clear();
        ticks.clear();
        registered(setting);
        engine.delay(lateCalls);
        host(failpoints);
        for (int other = 0; other < others; other++) {
            host(Failpoints.none());
        }
        int rounds = 0;
        while (engine.ledger().size() < TURNS || record().currentTurn() < TURNS) {
            assertThat(++rounds)
                    .as("%s after %s at %s: %s", setting, failpoints.calls(), record(), engine.ledger())
                    .isLessThan(MAX_ROUNDS);
            round(setting.fenced() && lateCalls < 2, failpoints, rounds);
        }
        close();
        judge(setting, failpoints);
    }

    private void round(boolean goesOnByItself, Failpoints failpoints, int round) throws InterruptedException {
        now.updateAndGet(instant -> instant.plus(ROUND));
        for (int host = 0; host < hosts.size(); host++) {
            tick(host, failpoints);
        }
        if (round % 5 == 0) {
            engine.deliver();
        }
        if ((failpoints.dead() || !started) && hosts.size() < 3) {
            started = true;
            host(Failpoints.none());
        }
        if (record().status() == RuntimeStatus.GENERATION_FAILED) {
            assertThat(goesOnByItself).as("parked: %s", record().lastFailure()).isFalse();
            engine.deliver();
            force(failpoints);
        }
    }

    /** An operator who waits for no dead host, and asks again when it was in vain. */
    private void force(Failpoints failpoints) throws InterruptedException {
        GgScale host = hosts.getLast();
        Thread operator = Thread.ofVirtual()
                .uncaughtExceptionHandler((thread, vain) -> {})
                .start(() -> {
                    try {
                        host.turns().force(key);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        boolean done = false;
        while (!done) {
            done = operator.join(Duration.ofMillis(20)) || (failpoints.dead() && hosts.size() == 1);
        }
    }

    /** Ticks a host and waits until it has done what that began, or is dead. */
    private void tick(int host, Failpoints failpoints) throws InterruptedException {
        try {
            assertThat(ticks.get(host).get()).isNotNull();
        } catch (Failpoints.Killed e) {
            return;
        }
        Instant patience = Instant.now().plusSeconds(20);
        while (!hosts.get(host).turns().awaitIdle(Duration.ofMillis(20))) {
            if (failpoints.dead() && host == 0) {
                return;
            }
            assertThat(Instant.now()).isBefore(patience);
        }
    }

    private void judge(Setting setting, Failpoints failpoints) {
        engine.deliver();
        List<Long> expected =
                LongStream.rangeClosed(1, engine.ledger().size()).boxed().toList();
        assertThat(engine.ledger()).as("%s %s", setting, failpoints.calls()).isEqualTo(expected);
        assertThat(record().currentTurn()).isEqualTo(expected.size());
        assertThat(storage.turns().history(key, Page.Request.first(100)).items())
                .extracting(TurnRow::turn)
                .isEqualTo(expected.reversed());
        assertThat(announced()).isEqualTo(expected);
    }

    /** The turns that players were told of. */
    private List<Long> announced() {
        var query = new RuntimeEvents.Query(
                TenantId.DEFAULT, RuntimeEvent.Channel.NOTIFICATIONS, Optional.empty(), Optional.empty(), 1_000);
        return ((RuntimeEvents.Reading.Events) storage.runtimeEvents().read(query))
                .events().stream()
                        .map(stored -> (RuntimeEvent.Notification) stored.event())
                        .filter(notification -> notification.kind().equals("game.turn.ready"))
                        .map(notification -> (Long) notification.payload().get("turn"))
                        .toList();
    }

    private RuntimeRecord record() {
        return storage.runtimeRecords().find(key).orElseThrow();
    }

    private void registered(Setting setting) {
        GgScale host = host(Failpoints.none());
        SemanticVersion version = SemanticVersion.parse("1.0.0");
        storage.engineVersions()
                .create(
                        TenantId.DEFAULT,
                        new EngineVersion(
                                version,
                                new ImageRef.Command(List.of("engine")),
                                EngineOptions.NONE,
                                EngineVersion.Status.ACTIVE,
                                now.get(),
                                now.get()));
        Optional<EngineEndpoint> endpoint =
                setting.external ? Optional.of(EngineEndpoint.parse("http://engine:9")) : Optional.empty();
        NewRuntime game = new NewRuntime(
                key,
                version,
                TurnSchedule.parse("@every 5s"),
                endpoint,
                List.of(new Member(new UserId("ann"), new RaceName("Terra"))));
        assertThat(host.registrar().register(game)).isInstanceOf(Registration.Registered.class);
        host.close();
        hosts.clear();
        ticks.clear();
    }

    private GgScale host(Failpoints failpoints) {
        GgScale host = GgScale.builder()
                .storage(failpoints.wrap(Storage.class, storage))
                .engineClient(failpoints.wrap(EngineClient.class, engine))
                .instances(failpoints.wrap(EngineInstances.class, engine))
                .clock(now::get)
                .nanoTime(() -> Duration.between(Instant.EPOCH, now.get()).toNanos())
                .threads(task -> Thread.ofVirtual()
                        .uncaughtExceptionHandler((thread, killed) -> {})
                        .unstarted(task))
                .turnTimeout(Duration.ofSeconds(1))
                .shutdownTimeout(Duration.ofMillis(1))
                .ticker(tick -> {
                    ticks.add(tick);
                    return () -> {};
                })
                .build();
        try {
            host.start();
        } catch (Failpoints.Killed | UnavailableException e) {
            // Whoever runs it starts another.
            started = false;
            ticks.add(() -> Duration.ZERO);
        }
        hosts.add(host);
        return host;
    }
}
