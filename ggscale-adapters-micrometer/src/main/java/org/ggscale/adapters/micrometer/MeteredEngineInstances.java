package org.ggscale.adapters.micrometer;

import io.micrometer.core.instrument.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;

/** Times the operations of a backend by what came of them. */
final class MeteredEngineInstances implements EngineInstances {
    private static final String DONE = "done";

    private final EngineInstances backend;
    private final Meters meters;
    private final Clock clock;

    MeteredEngineInstances(EngineInstances backend, Meters meters, Clock clock) {
        this.backend = backend;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public boolean starts(ImageRef image) {
        return backend.starts(image);
    }

    @Override
    public Preparation prepare(ImageRef image) {
        return timed(
                "prepare",
                () -> backend.prepare(image),
                preparation -> preparation instanceof Preparation.Ready ? DONE : "failed");
    }

    @Override
    public Start start(Specification specification) {
        return timed(
                "start", () -> backend.start(specification), start -> start instanceof Start.Started ? DONE : "failed");
    }

    @Override
    public void stop(GameId gameId) {
        timed("stop", () -> backend.stop(gameId));
    }

    @Override
    public void discard(GameId gameId) {
        timed("discard", () -> backend.discard(gameId));
    }

    @Override
    public void remove(EngineInstance instance) {
        timed("remove", () -> backend.remove(instance));
    }

    @Override
    public List<EngineInstance> list() {
        return timed("list", backend::list, found -> DONE);
    }

    @Override
    public Inspection inspect(GameId gameId, InstanceToken token) {
        return timed("inspect", () -> backend.inspect(gameId, token), found -> DONE);
    }

    @Override
    public Watch watch(Consumer<Sighting> listener) {
        return backend.watch(listener);
    }

    private void timed(String operation, Runnable work) {
        boolean unused = timed(
                operation,
                () -> {
                    work.run();
                    return true;
                },
                ended -> DONE);
    }

    private <T> T timed(String operation, Supplier<T> work, Function<T, String> outcome) {
        long begin = clock.monotonicTime();
        try {
            T result = work.get();
            record(operation, outcome.apply(result), begin);
            return result;
        } catch (UnavailableException e) {
            record(operation, "unavailable", begin);
            throw e;
        }
    }

    private void record(String operation, String outcome, long begin) {
        meters.instance(operation, outcome).record(clock.monotonicTime() - begin, TimeUnit.NANOSECONDS);
    }
}
