package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ggscale.core.engine.EngineCapability.DURABLE_STATE;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstances.Preparation;
import org.ggscale.core.engine.EngineInstances.Start.Cause;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OperationEntry.Operation;
import org.ggscale.core.runtime.OperationEntry.Source;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvent.Notification;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operators are told of every engine that does not start. */
class FailedStartTest {
    private final Operated operated = new Operated(DURABLE_STATE);

    @AfterEach
    void close() {
        operated.close();
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void a_registration_whose_engine_does_not_start_tells_why(Cause cause) {
        operated.instances.failNextStart(cause);

        assertThat(operated.register(Optional.empty())).isInstanceOf(Registration.Failed.class);

        Notification told = notification();
        assertThat(told.kind()).isEqualTo("runtime." + cause.name().toLowerCase(Locale.ROOT));
        assertThat(told.recipients()).isEmpty();
        assertThat(told.payload())
                .isEqualTo(Map.of(
                        "game_id",
                        operated.key.gameId().toString(),
                        "image_ref",
                        Fixtures.IMAGE.text(),
                        "reason",
                        "scripted"));
        assertThat(operated.storage.runtimeRecords().find(operated.key)).isEmpty();
    }

    @Test
    void two_registrations_that_fail_are_two_occasions() {
        operated.instances.failNextStart(Cause.CONTAINER_START_FAILED);
        operated.instances.failNextStart(Cause.CONTAINER_START_FAILED);

        operated.register(Optional.empty());
        operated.register(Optional.empty());

        assertThat(notifications()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void a_registration_whose_image_cannot_be_had_starts_nothing() {
        operated.instances.onNextPreparation(new Preparation.Failed(Cause.IMAGE_PULL_FAILED, "no such image"));

        assertThat(operated.register(Optional.empty()))
                .isEqualTo(new Registration.Failed(FailureCode.IMAGE_PULL_FAILED, "no such image", Optional.empty()));

        assertThat(notification().kind()).isEqualTo("runtime.image_pull_failed");
        assertThat(operated.instances.specifications()).isEmpty();
        assertThat(operated.operations())
                .filteredOn(entry -> entry.operation() == Operation.IMAGE_PULL)
                .singleElement()
                .satisfies(entry -> assertThat(entry.status()).isEqualTo(OperationEntry.Status.FAILED));
    }

    @Test
    void a_restart_whose_engine_does_not_start_tells_why() throws InterruptedException {
        operated.registered();
        operated.instances.failNextStart(Cause.CONTAINER_START_FAILED);

        assertThat(operated.host.turns().restart(operated.key, false)).isNotNull();

        assertThat(notification().kind()).isEqualTo("runtime.container_start_failed");
        assertThat(notification().idempotencyKey())
                .isEqualTo("runtime-failed:" + operated.key.gameId() + ":"
                        + operated.lastOperation().operationId());
    }

    @Test
    void an_engine_that_ended_and_does_not_start_again_is_told_of_once() throws InterruptedException {
        operated.registered();
        operated.instances.crash(operated.key.gameId(), EngineHealth.EXITED);
        for (int i = 0; i < 3; i++) {
            operated.instances.failNextStart(Cause.CONTAINER_START_FAILED);
            operated.clock.advance(Duration.ofSeconds(60));
            operated.tick();
        }

        assertThat(notification().kind()).isEqualTo("runtime.container_start_failed");
        assertThat(operated.record().lastFailure().map(Failure::code)).contains(FailureCode.CONTAINER_START_FAILED);
        assertThat(operated.operations())
                .filteredOn(entry -> entry.operation() == Operation.START)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.source()).isEqualTo(Source.RECOVERY);
                    assertThat(entry.status()).isEqualTo(OperationEntry.Status.FAILED);
                });
    }

    @Test
    void an_engine_that_never_starts_again_keeps_why_when_it_waits_for_an_operator() throws InterruptedException {
        operated.registered();
        operated.instances.crash(operated.key.gameId(), EngineHealth.EXITED);
        for (int i = 0; i < 6; i++) {
            operated.instances.failNextStart(Cause.CONTAINER_START_FAILED);
            operated.clock.advance(Duration.ofSeconds(60));
            operated.tick();
        }

        assertThat(operated.record().lastFailure().orElseThrow())
                .matches(failure -> failure.code() == FailureCode.CONTAINER_START_FAILED)
                .matches(failure -> failure.message().endsWith("it waits for an operator, who restarts it"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_restart_that_the_backend_does_not_come_to_leaves_the_game_as_it_was(boolean prepared)
            throws InterruptedException {
        RuntimeRecord before = operated.registered().record();
        if (prepared) {
            operated.instances.silentAfterNextPreparation();
        } else {
            operated.instances.silent(true);
        }

        assertThatThrownBy(() -> operated.host.turns().restart(operated.key, false))
                .isInstanceOf(UnavailableException.class);

        operated.instances.silent(false);
        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.RUNNING);
        assertThat(operated.record().engine()).isEqualTo(before.engine());
        assertThat(operated.lastOperation().status()).isEqualTo(OperationEntry.Status.FAILED);
        assertThat(operated.lastOperation().error().orElseThrow().code()).isEqualTo(FailureCode.SERVICE_UNAVAILABLE);
        operated.tick();
        assertThat(operated.played()).containsExactly(1L);
    }

    @Test
    void an_automatic_start_that_the_backend_does_not_come_to_counts_as_nothing() throws InterruptedException {
        operated.registered();
        operated.instances.crash(operated.key.gameId(), EngineHealth.EXITED);
        for (int i = 0; i < 10; i++) {
            operated.instances.silentAfterNextPreparation();
            operated.tick();
            operated.instances.silent(false);
        }
        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.ENGINE_UNREACHABLE);

        operated.tick();

        assertThat(operated.record().status()).isEqualTo(RuntimeStatus.RUNNING);
        assertThat(notifications()).isEmpty();
    }

    @Test
    void a_turn_whose_engine_cannot_be_recreated_tells_why() throws InterruptedException {
        operated.registered();
        operated.network.onNextTurn(TurnFault.dropped());
        operated.instances.failNextStart(Cause.CONTAINER_START_FAILED);

        operated.tick();

        assertThat(notification().kind()).isEqualTo("runtime.container_start_failed");
    }

    private Notification notification() {
        List<RuntimeEvent> told = notifications();
        assertThat(told).hasSize(1);
        return (Notification) told.getFirst();
    }

    private List<RuntimeEvent> notifications() {
        return operated.events(RuntimeEvent.Channel.NOTIFICATIONS);
    }
}
