package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.ggscale.core.GgScale;
import org.ggscale.core.Page;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.schedule.TurnSchedule;

/** One game on scripted engines, and the hosts that operate it. */
final class Operated implements AutoCloseable {
    final GameKey key = Fixtures.newKey();
    final ManualClock clock = ManualClock.at("2026-01-01T00:00:00Z");
    final InMemoryStorage storage = new InMemoryStorage(clock);
    final ScriptedNetwork network = new ScriptedNetwork();
    final ScriptedGame game;
    final ScriptedInstances instances;
    final GgScale host;
    private final List<GgScale> hosts = new ArrayList<>();

    Operated(EngineCapability... promises) {
        game = new ScriptedGame(promises);
        instances = new ScriptedInstances(network, () -> game);
        host = host("here");
    }

    /** Starts a host of a node. */
    GgScale host(String node) {
        return host(node, Thread.ofVirtual().factory());
    }

    /** Starts a host of a node whose work is done by such threads. */
    GgScale host(String node, ThreadFactory threads) {
        GgScale started = GgScale.builder()
                .threads(threads)
                .storage(storage)
                .instances(instances)
                .engineClient(network)
                .node(new NodeId(node))
                .clock(clock)
                .nanoTime(clock::nanoTime)
                .ticker(new ManualTicker())
                .callTimeout(Patience.limit())
                .build();
        started.start();
        hosts.add(started);
        return started;
    }

    /** Registers the game on an engine that is started for it. */
    Operated registered() {
        return registered(Optional.empty());
    }

    /** Registers the game on an engine that somebody else runs. */
    Operated external() {
        return registered(Optional.of(network.serve(key.gameId(), game)));
    }

    private Operated registered(Optional<EngineEndpoint> endpoint) {
        assertThat(register(endpoint)).isInstanceOf(Registration.Registered.class);
        // The log is in the order of time.
        clock.advance(Duration.ofSeconds(1));
        return this;
    }

    /** Tries to register the game. */
    Registration register(Optional<EngineEndpoint> endpoint) {
        version("1.4.2");
        return host.registrar()
                .register(new NewRuntime(
                        key,
                        Fixtures.VERSION,
                        TurnSchedule.parse("@every 60s"),
                        endpoint,
                        List.of(new Member(new UserId("ann"), new RaceName("Terra")))));
    }

    SemanticVersion version(String text) {
        EngineVersion version = Fixtures.engineVersion(text, EngineVersion.Status.ACTIVE, Optional.empty());
        storage.engineVersions().create(key.tenant(), version);
        return version.version();
    }

    RuntimeRecord record() {
        return storage.runtimeRecords().find(key).orElseThrow();
    }

    /** Lets a minute pass, and plays what is due. */
    void tick() throws InterruptedException {
        clock.advance(Duration.ofSeconds(60));
        host.turns().tick();
        assertThat(host.turns().awaitIdle(Patience.limit())).isTrue();
    }

    /** Waits until what an operator's call left to do is done. */
    RuntimeRecord settled() throws InterruptedException {
        assertThat(host.turns().awaitIdle(Patience.limit())).isTrue();
        return record();
    }

    OperationEntry lastOperation() {
        return operations().getFirst();
    }

    /** Returns the operation log, newest first. */
    List<OperationEntry> operations() {
        return storage.operationLog().list(key, Page.Request.first(100)).items();
    }

    List<RuntimeEvent> events() {
        return events(RuntimeEvent.Channel.LOBBY);
    }

    List<RuntimeEvent> events(RuntimeEvent.Channel channel) {
        var query = new RuntimeEvents.Query(key.tenant(), channel, Optional.empty(), Optional.empty(), 100);
        return ((RuntimeEvents.Reading.Events) storage.runtimeEvents().read(query))
                .events().stream().map(RuntimeEvents.Stored::event).toList();
    }

    List<Long> played() {
        return game.ledger().stream().map(ScriptedGame.Execution::turn).toList();
    }

    @Override
    public void close() {
        hosts.forEach(GgScale::close);
    }
}
