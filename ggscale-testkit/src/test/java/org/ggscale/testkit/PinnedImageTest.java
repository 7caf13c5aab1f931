package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.core.engine.EngineCapability.CONDITIONAL_TURN;
import static org.ggscale.core.engine.EngineCapability.DURABLE_STATE;

import java.time.Duration;
import java.util.Map;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstances.Preparation;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OperationEntry.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An image is what it was when the game was registered, whatever the registry says now. */
class PinnedImageTest {
    private static final ImageRef PINNED = ImageRef.parse("engine:1.4.2@sha256:" + "7".repeat(64));

    private final Operated operated = new Operated(CONDITIONAL_TURN, DURABLE_STATE);

    @BeforeEach
    void register() {
        operated.instances.onNextPreparation(new Preparation.Ready(PINNED, true));
        operated.registered();
    }

    @AfterEach
    void close() {
        operated.close();
    }

    @Test
    void a_registration_records_the_image_that_it_has_pulled_and_logs_the_pull() {
        assertThat(operated.record().engine().imageRef()).isEqualTo(PINNED);
        assertThat(pull().detail()).isEqualTo(Map.of("image", PINNED.text()));
        assertThat(pull().source()).isEqualTo(Source.API);
    }

    @Test
    void a_restart_starts_the_recorded_image() throws InterruptedException {
        assertThat(operated.host.turns().restart(operated.key, false)).isNotNull();

        assertThat(operated.instances.specifications()).hasSize(2);
        assertThat(operated.instances.specifications())
                .extracting(Specification::image)
                .containsOnly(PINNED);
    }

    @Test
    void an_engine_that_is_started_again_after_its_end_has_the_recorded_image() throws InterruptedException {
        operated.instances.crash(operated.key.gameId(), EngineHealth.EXITED);
        operated.instances.onNextPreparation(new Preparation.Ready(PINNED, true));

        operated.clock.advance(Duration.ofSeconds(2));
        operated.tick();

        assertThat(operated.instances.specifications()).hasSize(2);
        assertThat(operated.instances.specifications().getLast().image()).isEqualTo(PINNED);
        assertThat(pull().source()).isEqualTo(Source.RECOVERY);
    }

    private OperationEntry pull() {
        return operated.operations().stream()
                .filter(entry -> entry.operation() == OperationEntry.Operation.IMAGE_PULL)
                .findFirst()
                .orElseThrow();
    }
}
