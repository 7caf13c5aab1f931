package org.ggscale.adapters.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class RemainsTest {
    private final ManualClock clock = ManualClock.at("2026-01-01T00:00:00Z");
    private final Remains remains = new Remains(clock);

    @Test
    void what_runs_is_left_alone() {
        assertThat(due(listed("a", "running"), listed("b", "paused"))).isEmpty();
        clock.advance(Duration.ofDays(1));

        assertThat(due(listed("a", "running"), listed("b", "paused"))).isEmpty();
    }

    @Test
    void what_has_ended_is_kept_for_an_hour_after_it_was_first_seen() {
        assertThat(due(listed("a", "exited"))).isEmpty();
        clock.advance(Duration.ofHours(1).minusSeconds(1));
        assertThat(due(listed("a", "exited"))).isEmpty();

        clock.advance(Duration.ofSeconds(1));

        assertThat(due(listed("a", "exited"))).extracting(EngineInstance::id).containsExactly("a");
    }

    @Test
    void what_was_never_started_goes_when_it_is_seen_again() {
        assertThat(due(listed("a", "created"))).isEmpty();

        assertThat(due(listed("a", "created"))).extracting(EngineInstance::id).containsExactly("a");
    }

    @Test
    void what_ran_again_in_between_is_seen_for_the_first_time_again() {
        assertThat(due(listed("a", "exited"))).isEmpty();
        assertThat(due(listed("a", "running"))).isEmpty();
        clock.advance(Duration.ofHours(1));

        assertThat(due(listed("a", "exited"))).isEmpty();
    }

    private List<EngineInstance> due(Containers.Listed... listing) {
        return remains.due(List.of(listing));
    }

    private static Containers.Listed listed(String id, String state) {
        return new Containers.Listed(
                new EngineInstance(
                        id, Engines.game(), new InstanceToken("x"), EngineEndpoint.parse("http://127.0.0.1:10000")),
                state,
                false);
    }
}
