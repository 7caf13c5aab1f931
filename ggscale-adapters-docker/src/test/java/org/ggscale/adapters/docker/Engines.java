package org.ggscale.adapters.docker;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameId;

/** Specifications and starts for tests with real containers. */
final class Engines {
    private static final AtomicLong EPOCHS = new AtomicLong();

    private Engines() {}

    static GameId game() {
        return new GameId(UUID.randomUUID());
    }

    static Specification specification(GameId game, ImageRef image) {
        return new Specification(
                game,
                new InstanceToken(UUID.randomUUID().toString()),
                EPOCHS.incrementAndGet(),
                SemanticVersion.parse("1.0.0"),
                image,
                Duration.ofSeconds(20));
    }

    static EngineInstance started(TestBackend backend, ImageRef image) {
        return started(backend.instances().start(specification(game(), image)));
    }

    static EngineInstance started(Start start) {
        return switch (start) {
            case Start.Started(EngineInstance instance) -> instance;
            case Start.Failed failed -> throw new AssertionError(failed);
        };
    }

    static Start.Failed failed(Start start) {
        return switch (start) {
            case Start.Started started -> throw new AssertionError(started);
            case Start.Failed failed -> failed;
        };
    }
}
