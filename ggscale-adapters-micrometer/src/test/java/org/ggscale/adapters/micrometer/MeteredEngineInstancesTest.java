package org.ggscale.adapters.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances.Inspection;
import org.ggscale.core.engine.EngineInstances.Sighting;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;
import org.ggscale.testkit.Fixtures;
import org.ggscale.testkit.ScriptedGame;
import org.ggscale.testkit.ScriptedInstances;
import org.ggscale.testkit.ScriptedNetwork;
import org.junit.jupiter.api.Test;

class MeteredEngineInstancesTest {
    private static final GameId GAME = Fixtures.newKey().gameId();
    private static final InstanceToken TOKEN = new InstanceToken("token");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ScriptedInstances backend = new ScriptedInstances(new ScriptedNetwork(), ScriptedGame::new);
    private final MeteredEngineInstances metered =
            new MeteredEngineInstances(backend, new Meters(registry), Clock.SYSTEM);

    @Test
    void what_is_done_is_done_by_the_backend_and_timed() {
        assertThat(metered.starts(Fixtures.IMAGE)).isTrue();
        assertThat(metered.prepare(Fixtures.IMAGE)).isEqualTo(backend.prepare(Fixtures.IMAGE));
        EngineInstance instance = started();
        assertThat(metered.list()).containsExactly(instance);
        assertThat(metered.inspect(GAME, TOKEN)).isEqualTo(new Inspection.Running(instance));
        metered.remove(instance);
        assertThat(metered.list()).isEmpty();
        started();
        metered.stop(GAME);
        assertThat(metered.inspect(GAME, TOKEN)).isEqualTo(new Inspection.Gone());
        metered.discard(GAME);

        assertThat(timed("prepare", "done")).isEqualTo(1);
        assertThat(timed("start", "done")).isEqualTo(2);
        assertThat(timed("list", "done")).isEqualTo(2);
        assertThat(timed("inspect", "done")).isEqualTo(2);
        assertThat(timed("remove", "done")).isEqualTo(1);
        assertThat(timed("stop", "done")).isEqualTo(1);
        assertThat(timed("discard", "done")).isEqualTo(1);
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

    @Test
    void sightings_come_through() {
        List<EngineHealth> seen = new ArrayList<>();
        EngineInstance instance = started();
        try (var watch = metered.watch((Sighting sighting) -> seen.add(sighting.health()))) {
            backend.crash(instance.gameId(), EngineHealth.OOM);
        }

        assertThat(seen).containsExactly(EngineHealth.OOM);
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
