package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.core.engine.EngineCapability.CONDITIONAL_TURN;
import static org.ggscale.core.engine.EngineCapability.DURABLE_STATE;

import java.util.Map;
import java.util.Optional;
import org.ggscale.core.GgScale;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineInstances.Preparation;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.turn.PatchOutcome;
import org.ggscale.core.turn.RestartOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTest {
    private static final ImageRef PINNED = ImageRef.parse("engine:1.4.3@sha256:" + "7".repeat(64));

    private final Operated operated = new Operated(CONDITIONAL_TURN, DURABLE_STATE);

    @AfterEach
    void close() {
        operated.close();
    }

    @Test
    void a_patched_game_goes_on_with_its_state_at_a_new_address() throws InterruptedException {
        RuntimeRecord before = operated.registered().record();
        operated.tick();

        RuntimeRecord after = patched(patch("1.4.3"));

        assertThat(after.engine().version()).isEqualTo(SemanticVersion.parse("1.4.3"));
        assertThat(after.engine().endpoint()).isNotEqualTo(before.engine().endpoint());
        assertThat(after.status()).isEqualTo(RuntimeStatus.RUNNING);
        operated.tick();
        assertThat(operated.record().currentTurn()).isEqualTo(2);
        assertThat(operated.played()).containsExactly(1L, 2L);
    }

    @Test
    void a_patch_is_logged_with_both_versions() throws InterruptedException {
        operated.registered();

        patch("1.4.3");

        assertThat(operated.lastOperation().operation()).isEqualTo(OperationEntry.Operation.PATCH);
        assertThat(operated.lastOperation().detail()).isEqualTo(Map.of("from", "1.4.2", "to", "1.4.3"));
        assertThat(operated.lastOperation().status()).isEqualTo(OperationEntry.Status.SUCCEEDED);
    }

    @Test
    void the_image_that_was_pulled_is_recorded_and_logged() throws InterruptedException {
        operated.registered();
        operated.instances.onNextPreparation(new Preparation.Ready(PINNED, true));

        RuntimeRecord after = patched(patch("1.4.3"));

        assertThat(after.engine().imageRef()).isEqualTo(PINNED);
        assertThat(operated.operations())
                .filteredOn(entry -> entry.operation() == OperationEntry.Operation.IMAGE_PULL)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.detail()).isEqualTo(Map.of("image", PINNED.text()));
                    assertThat(entry.source()).isEqualTo(OperationEntry.Source.API);
                    assertThat(entry.status()).isEqualTo(OperationEntry.Status.SUCCEEDED);
                });
    }

    @Test
    void a_game_whose_new_image_cannot_be_had_plays_on_untouched() throws InterruptedException {
        RuntimeRecord before = operated.registered().record();
        operated.instances.onNextPreparation(new Preparation.Failed(Start.Cause.IMAGE_PULL_FAILED, "scripted"));

        assertFailed(patch("1.4.3"), FailureCode.IMAGE_PULL_FAILED);

        assertThat(operated.record().engine()).isEqualTo(before.engine());
        assertPutBack();
    }

    @Test
    void a_game_that_becomes_a_java_object_ends_its_container_first() throws InterruptedException {
        operated.registered();
        operated.storage
                .engineVersions()
                .create(
                        operated.key.tenant(),
                        new EngineVersion(
                                SemanticVersion.parse("1.4.3"),
                                ImageRef.parse("in-process:same"),
                                EngineOptions.NONE,
                                EngineVersion.Status.ACTIVE,
                                operated.clock.instant(),
                                operated.clock.instant()));
        try (GgScale host = GgScale.builder()
                .engine("same", gameId -> operated.game)
                .storage(operated.storage)
                .instances(operated.instances)
                .engineClient(operated.network)
                .node(operated.host.host().node())
                .clock(operated.clock)
                .nanoTime(operated.clock::nanoTime)
                .ticker(new ManualTicker())
                .build()) {
            host.start();

            RuntimeRecord after = patched(host.turns().patch(operated.key, SemanticVersion.parse("1.4.3")));

            assertThat(after.status()).isEqualTo(RuntimeStatus.RUNNING);
            assertThat(operated.instances.list()).isEmpty();
        }
    }

    @Test
    void a_version_that_is_put_back_is_announced_anew() throws InterruptedException {
        operated.registered();
        operated.version("1.4.3");
        operated.game.reply(new EngineReply.Unanswered("scripted"));

        assertFailed(attempt("1.4.3"), FailureCode.ENGINE_UNREACHABLE);

        assertThat(operated.instances.specifications())
                .extracting(EngineInstances.Specification::epoch)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(operated.instances.specifications())
                .extracting(EngineInstances.Specification::token)
                .hasSize(3)
                .doesNotHaveDuplicates();
    }

    @Test
    void the_previous_version_is_put_back_when_the_new_one_does_not_come_up() throws InterruptedException {
        operated.registered();
        operated.instances.failNextStart(Start.Cause.CONTAINER_START_FAILED);

        assertFailed(patch("1.4.3"), FailureCode.CONTAINER_START_FAILED);

        assertPutBack();
    }

    @Test
    void the_previous_version_is_put_back_when_the_new_one_does_not_answer() throws InterruptedException {
        operated.registered();
        operated.game.reply(new EngineReply.Unanswered("scripted"));

        assertFailed(patch("1.4.3"), FailureCode.ENGINE_UNREACHABLE);

        assertPutBack();
    }

    @Test
    void a_game_on_which_neither_version_comes_up_is_unreachable() throws InterruptedException {
        operated.registered();
        operated.version("1.4.3");
        operated.game.reply(new EngineReply.Unanswered("scripted"));
        operated.instances.failStartAfterNext(Start.Cause.CONTAINER_START_FAILED);

        assertFailed(patch("1.4.3"), FailureCode.ENGINE_UNREACHABLE);

        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.ENGINE_UNREACHABLE);
        assertThat(operated.record().engine().version()).isEqualTo(Fixtures.VERSION);
    }

    @Test
    void a_stopped_game_that_cannot_be_patched_stays_stopped() throws InterruptedException {
        operated.registered();
        operated.host.stopper().stop(operated.key, "maintenance");
        operated.game.reply(new EngineReply.Unanswered("scripted"));

        assertFailed(patch("1.4.3"), FailureCode.ENGINE_UNREACHABLE);

        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.STOPPED);
        assertThat(operated.instances.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4.2", "1.4.1", "1.4.3-rc.1", "1.5.0", "2.4.3", "1.4.2+build.2"})
    void only_a_later_patch_is_one(String version) throws InterruptedException {
        RuntimeRecord before = operated.registered().record();

        assertThat(patch(version)).isInstanceOf(PatchOutcome.NotAPatch.class);

        assertThat(operated.record()).isEqualTo(before);
    }

    @Test
    void an_unknown_or_disabled_version_is_not_found() throws InterruptedException {
        operated.registered();
        operated.storage
                .engineVersions()
                .create(
                        operated.key.tenant(),
                        Fixtures.engineVersion("1.4.4", EngineVersion.Status.DISABLED, Optional.empty()));

        assertThat(attempt("1.4.3")).isEqualTo(new PatchOutcome.EngineVersionNotFound());
        assertThat(attempt("1.4.4")).isEqualTo(new PatchOutcome.EngineVersionNotFound());
    }

    @Test
    void an_external_engine_is_patched_where_it_runs() throws InterruptedException {
        operated.external();

        assertThat(patch("1.4.3"))
                .isEqualTo(new PatchOutcome.Attempted(
                        new RestartOutcome.Conflict(operated.record(), "an external engine is patched where it runs")));
    }

    @Test
    void an_image_that_the_host_does_not_start_changes_nothing() throws InterruptedException {
        RuntimeRecord before = operated.registered().record();
        EngineVersion foreign = Fixtures.engineVersion("1.4.3", EngineVersion.Status.ACTIVE, Optional.empty());
        operated.storage
                .engineVersions()
                .create(
                        operated.key.tenant(),
                        new EngineVersion(
                                foreign.version(),
                                ImageRef.parse("in-process:chess"),
                                foreign.options(),
                                foreign.status(),
                                foreign.createdAt(),
                                foreign.updatedAt()));

        assertFailed(attempt("1.4.3"), FailureCode.START_CONFIG_INVALID);

        assertThat(operated.record()).isEqualTo(before);
    }

    @Test
    void an_unknown_game_is_not_found() throws InterruptedException {
        assertThat(operated.host.turns().patch(Fixtures.newKey(), Fixtures.VERSION))
                .isEqualTo(new PatchOutcome.Attempted(new RestartOutcome.NotFound()));
    }

    private void assertPutBack() throws InterruptedException {
        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.RUNNING);
        assertThat(operated.record().engine().version()).isEqualTo(Fixtures.VERSION);
        assertThat(operated.lastOperation().status()).isEqualTo(OperationEntry.Status.FAILED);
        operated.tick();
        assertThat(operated.record().currentTurn()).isEqualTo(1);
    }

    private static void assertFailed(PatchOutcome outcome, FailureCode code) {
        assertThat(outcome)
                .extracting(attempted -> ((PatchOutcome.Attempted) attempted).outcome())
                .isInstanceOfSatisfying(
                        RestartOutcome.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(code));
    }

    private static RuntimeRecord patched(PatchOutcome outcome) {
        return ((RestartOutcome.Restarted) ((PatchOutcome.Attempted) outcome).outcome()).record();
    }

    private PatchOutcome patch(String version) throws InterruptedException {
        operated.version(version);
        return attempt(version);
    }

    private PatchOutcome attempt(String version) throws InterruptedException {
        return operated.host.turns().patch(operated.key, SemanticVersion.parse(version));
    }
}
