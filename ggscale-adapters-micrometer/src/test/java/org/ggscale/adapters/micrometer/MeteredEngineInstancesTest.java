package org.ggscale.adapters.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;
import org.ggscale.testkit.EngineCheckContract;
import org.ggscale.testkit.EngineInstancesContract;
import org.ggscale.testkit.EngineOutageContract;
import org.ggscale.testkit.EngineWatchContract;
import org.ggscale.testkit.Fixtures;
import org.ggscale.testkit.ScriptedBackend;
import org.ggscale.testkit.ScriptedGame;
import org.ggscale.testkit.ScriptedInstances;
import org.ggscale.testkit.ScriptedNetwork;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MeteredEngineInstancesTest implements EngineInstancesContract {
    private static final GameId GAME = Fixtures.newKey().gameId();
    private static final InstanceToken TOKEN = new InstanceToken("token");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ScriptedInstances backend = new ScriptedInstances(new ScriptedNetwork(), ScriptedGame::new);
    private final MeteredEngineInstances metered =
            new MeteredEngineInstances(backend, new Meters(registry), Clock.SYSTEM);
    private final ScriptedBackend metering =
            new ScriptedBackend(real -> new MeteredEngineInstances(real, new Meters(registry), Clock.SYSTEM));

    @Override
    public Backend backend() {
        return metering;
    }

    @Nested
    class Watching implements EngineWatchContract {
        @Override
        public EngineWatchContract.Backend backend() {
            return metering;
        }
    }

    @Nested
    class Checking implements EngineCheckContract {
        @Override
        public EngineCheckContract.Backend backend() {
            return metering;
        }
    }

    @Nested
    class Away implements EngineOutageContract {
        @Override
        public EngineOutageContract.Backend backend() {
            return metering;
        }
    }

    @Test
    void what_is_done_is_timed_by_its_name() {
        metered.prepare(Fixtures.IMAGE);
        EngineInstance instance = started();
        metered.list();
        metered.inspect(GAME, TOKEN);
        metered.remove(instance);
        metered.stop(GAME);
        metered.discard(GAME);

        assertThat(List.of("prepare", "start", "list", "inspect", "remove", "stop", "discard"))
                .allSatisfy(operation -> assertThat(timed(operation, "done")).isEqualTo(1));
    }

    @Test
    void what_does_not_start_has_failed() {
        assertThat(metered.start(specification(ScriptedInstances.BROKEN))).isInstanceOf(Start.Failed.class);

        assertThat(timed("start", "failed")).isEqualTo(1);
    }

    @Test
    void a_backend_that_is_away_is_unavailable() {
        backend.silent(true);

        assertThatThrownBy(metered::list).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> metered.stop(GAME)).isInstanceOf(UnavailableException.class);
        assertThat(timed("list", "unavailable")).isEqualTo(1);
        assertThat(timed("stop", "unavailable")).isEqualTo(1);
    }

    private EngineInstance started() {
        return ((Start.Started) metered.start(specification(Fixtures.IMAGE))).instance();
    }

    private static Specification specification(ImageRef image) {
        return new Specification(GAME, TOKEN, 1, Fixtures.VERSION, image, Duration.ofSeconds(10));
    }

    private long timed(String operation, String outcome) {
        return registry.get("ggscale.engine.instance")
                .tags("operation", operation, "outcome", outcome)
                .timer()
                .count();
    }
}
