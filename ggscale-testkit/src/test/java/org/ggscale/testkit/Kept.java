package org.ggscale.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.HostContext;
import org.ggscale.core.runtime.InstanceKeeper;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OperationEntry.Operation;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecordBuilder;
import org.ggscale.core.runtime.RuntimeRecords.Change;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Signal;

/** One registered game, and a keeper of its node whose looks can fail. */
final class Kept implements AutoCloseable {
    /** Shorter than the life of a host that nobody renews. */
    static final Duration INTERVAL = Duration.ofSeconds(5);

    final Operated operated = new Operated(EngineCapability.CONDITIONAL_TURN).registered();
    final ScriptedInstances instances = operated.instances;
    final GameId gameId = operated.key.gameId();
    final Set<GameKey> held = ConcurrentHashMap.newKeySet();
    final List<Signal> signals = new CopyOnWriteArrayList<>();
    /** Hears of every call of the backend that has ended, such as {@code 3: EngineInstances.list}. */
    volatile Consumer<String> afterCall = call -> {};
    /** Fails the calls of this name. */
    volatile String failing = "nothing";

    private final List<Thread> passes = new CopyOnWriteArrayList<>();
    final InstanceKeeper keeper = keeper();

    /** Returns another keeper of the same node. */
    InstanceKeeper keeper() {
        HostContext host = operated.host.host();
        EngineInstances looked = Failpoints.when(
                        this::fails, point -> new UnavailableException("test", point, new IllegalStateException()))
                .wrap(EngineInstances.class, instances);
        return new InstanceKeeper(
                operated.storage.runtimeRecords(),
                operated.storage.operationLog(),
                looked,
                () -> held,
                new HostContext(host.life(), host.clock(), host.ids(), signals::add),
                new InstanceKeeper.Settings(INTERVAL, this::thread),
                operated.clock::nanoTime);
    }

    private boolean fails(String point) {
        if (point.endsWith("answer lost")) {
            afterCall.accept(point);
            return false;
        }
        return point.contains(failing);
    }

    /** Compares once, now. */
    void pass() throws InterruptedException {
        passAfter(INTERVAL);
    }

    void passAfter(Duration time) throws InterruptedException {
        operated.clock.advance(time);
        keeper.tick();
        for (Thread pass : passes) {
            pass.join(Patience.limit());
        }
    }

    /** Returns how many comparisons have begun. */
    int begun() {
        return passes.size();
    }

    private Thread thread(Runnable work) {
        Thread pass = new Thread(work);
        passes.add(pass);
        return pass;
    }

    RuntimeRecord record() {
        return operated.record();
    }

    /** Stores another state of the game, as if something had happened. */
    RuntimeRecord became(RuntimeStatus status, Consumer<RuntimeRecordBuilder> change) {
        RuntimeRecord before = record();
        RuntimeRecordBuilder next = before.next(status, operated.clock.instant());
        change.accept(next);
        operated.storage.runtimeRecords().replace(Change.of(before, next.build()));
        return record();
    }

    /** Announces an instance that is not started. */
    EngineBinding announced() {
        return record().engine().with(new InstanceToken("announced"));
    }

    /** Starts an instance that no record asked for. */
    EngineInstance stray(GameId game) {
        Start start = instances.start(new Specification(
                game, new InstanceToken("stray-" + game), 1, Fixtures.VERSION, Fixtures.IMAGE, Patience.limit()));
        return ((Start.Started) start).instance();
    }

    Optional<OperationEntry> logged(Operation operation) {
        return operated.operations().stream()
                .filter(entry -> entry.operation() == operation)
                .findFirst();
    }

    @Override
    public void close() {
        keeper.close();
        operated.close();
    }
}
