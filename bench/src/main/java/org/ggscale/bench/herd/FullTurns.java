package org.ggscale.bench.herd;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ggscale.core.GgScale;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.Signal;
import org.ggscale.core.tenant.TenantId;

/** A host in this process, as an embedder has it, that plays whatever is due. */
final class FullTurns implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final PokedTicker ticker = new PokedTicker();
    private final Semaphore played = new Semaphore(0);
    private final Queue<Signal> odd = new ConcurrentLinkedQueue<>();
    private final GgScale ggscale;

    FullTurns(Storage storage, EngineClient client) {
        ggscale = GgScale.builder()
                .node(new NodeId("herd"))
                .storage(storage)
                .engineClient(client)
                .ticker(ticker)
                .signals(this::hear)
                .build();
    }

    private void hear(Signal signal) {
        if (signal instanceof Signal.TurnCommitted) {
            played.release();
        } else {
            odd.add(signal);
        }
    }

    GgScale ggscale() {
        return ggscale;
    }

    void start() {
        ggscale.start();
    }

    /** Forgets what is cached of games: who is due once an hour finds nothing there. */
    void forget(List<UUID> games) {
        games.forEach(game -> ggscale.invalidateMemberships(new GameKey(TenantId.DEFAULT, new GameId(game))));
    }

    /** Waits until so many turns were played that have just become due. */
    void await(int turns) throws InterruptedException {
        ticker.poke();
        if (!played.tryAcquire(turns, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("only %d of %d turns were played after %s; %s"
                    .formatted(played.availablePermits(), turns, PATIENCE, odd()));
        }
    }

    /** Returns what an operator would have been told, besides the turns. */
    List<String> odd() {
        return odd.stream().map(Signal::toString).limit(5).toList();
    }

    @Override
    public void close() {
        ggscale.close();
    }
}
