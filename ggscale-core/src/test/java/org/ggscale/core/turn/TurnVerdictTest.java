package org.ggscale.core.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.Generation;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Trigger;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnVerdictTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final GameId GAME = new GameId(UUID.randomUUID());
    private static final Set<EngineCapability> PLAIN = Set.of();
    private static final Set<EngineCapability> CONDITIONAL = Set.of(EngineCapability.CONDITIONAL_TURN);
    private static final long TARGET = 8;

    @Test
    void the_target_turn_of_this_game_is_played() {
        assertThat(judge(PLAIN, new EngineReply.Answered(state(GAME, TARGET))))
                .isEqualTo(new TurnVerdict.Played(state(GAME, TARGET), TurnRow.Outcome.COMMITTED));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, TARGET - 1, TARGET + 1})
    void any_other_turn_is_in_doubt(long turn) {
        assertDoubt(judge(PLAIN, new EngineReply.Answered(state(GAME, turn))), FailureCode.ENGINE_PROTOCOL_VIOLATION);
    }

    @Test
    void the_turn_of_another_game_is_in_doubt() {
        EngineState foreign = state(new GameId(UUID.randomUUID()), TARGET);
        assertDoubt(judge(PLAIN, new EngineReply.Answered(foreign)), FailureCode.ENGINE_PROTOCOL_VIOLATION);
        assertDoubt(judge(CONDITIONAL, new EngineReply.Conflicted(foreign)), FailureCode.ENGINE_PROTOCOL_VIOLATION);
    }

    @Test
    void a_conditional_engine_that_refuses_at_the_target_has_played_it() {
        assertThat(judge(CONDITIONAL, new EngineReply.Conflicted(state(GAME, TARGET))))
                .isEqualTo(new TurnVerdict.Played(state(GAME, TARGET), TurnRow.Outcome.ADOPTED));
    }

    @ParameterizedTest
    @ValueSource(longs = {TARGET - 1, TARGET + 1})
    void a_conditional_engine_that_refuses_elsewhere_is_in_doubt(long turn) {
        assertDoubt(
                judge(CONDITIONAL, new EngineReply.Conflicted(state(GAME, turn))),
                FailureCode.ENGINE_PROTOCOL_VIOLATION);
    }

    @Test
    void a_plain_engine_that_refuses_with_a_state_has_failed() {
        assertThat(judge(PLAIN, new EngineReply.Conflicted(state(GAME, TARGET))))
                .isInstanceOf(TurnVerdict.Failed.class);
    }

    @Test
    void a_409_without_a_state_fails_a_plain_engine_and_leaves_a_conditional_one_in_doubt() {
        assertThat(judge(PLAIN, new EngineReply.Refused(409, "busy"))).isInstanceOf(TurnVerdict.Failed.class);
        assertDoubt(judge(CONDITIONAL, new EngineReply.Refused(409, "busy")), FailureCode.ENGINE_PROTOCOL_VIOLATION);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 410, 422, 451, 499})
    void a_clear_refusal_has_failed(int status) {
        assertThat(judge(CONDITIONAL, new EngineReply.Refused(status, "no"))).isInstanceOf(TurnVerdict.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429})
    void a_refusal_for_now_is_in_doubt(int status) {
        assertDoubt(judge(PLAIN, new EngineReply.Refused(status, "later")), FailureCode.ENGINE_PROTOCOL_VIOLATION);
    }

    @Test
    void no_answer_is_in_doubt() {
        assertDoubt(judge(PLAIN, new EngineReply.Unanswered("timed out")), FailureCode.ENGINE_UNREACHABLE);
    }

    @Test
    void garbage_is_in_doubt() {
        assertDoubt(judge(PLAIN, new EngineReply.Garbled("not JSON")), FailureCode.ENGINE_PROTOCOL_VIOLATION);
    }

    private static void assertDoubt(TurnVerdict verdict, FailureCode code) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        TurnVerdict.InDoubt.class,
                        doubt -> assertThat(doubt.code()).isEqualTo(code));
    }

    private static TurnVerdict judge(Set<EngineCapability> promised, EngineReply reply) {
        EngineBinding engine = EngineBinding.external(
                        SemanticVersion.parse("1.0.0"),
                        ImageRef.parse("in-process:test"),
                        EngineEndpoint.parse("http://127.0.0.1:1"))
                .with(promised);
        RuntimeRecord record = RuntimeRecord.starting(
                        new GameKey(TenantId.DEFAULT, GAME),
                        TurnSchedule.parse("@every 1s"),
                        engine,
                        new OwnerId(UUID.randomUUID()),
                        NOW)
                .next(RuntimeStatus.GENERATION_IN_PROGRESS, NOW)
                .currentTurn(TARGET - 1)
                .generation(new Generation(TARGET, 1, Trigger.SCHEDULE, NOW, NOW))
                .build();
        return TurnVerdict.of(record, reply);
    }

    private static EngineState state(GameId game, long turn) {
        return new EngineState(game, turn, "playing", List.of(), false, Set.of());
    }
}
