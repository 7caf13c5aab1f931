package org.ggscale.testkit;

import java.time.Instant;
import java.util.Set;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.Generation;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Trigger;
import org.ggscale.core.turn.Completion;

/**
 * Valid runtime records in the states that a game goes through, and the turns that lead out of them.
 *
 * <p>What a test wants different it changes with {@link RuntimeRecord#copy()}.
 */
public final class Records {
    private Records() {}

    /** Returns a registration that this owner has begun. */
    public static RuntimeRecord starting(GameKey key, OwnerId owner) {
        EngineBinding engine = EngineBinding.managed(
                Fixtures.VERSION, Fixtures.IMAGE, Fixtures.NODE, new InstanceToken("token-" + key.gameId()));
        return RuntimeRecord.starting(key, Fixtures.SCHEDULE, engine, owner, Fixtures.PAST);
    }

    /** Returns a game at turn 0 whose first turn is due at this time. */
    public static RuntimeRecord running(GameKey key, Instant due) {
        return starting(key, Fixtures.newOwner())
                .next(RuntimeStatus.RUNNING, Fixtures.PAST)
                .owner(null)
                .engine(managedBy(Fixtures.NODE, key))
                .nextGenerationAt(due)
                .startedAt(Fixtures.PAST)
                .build();
    }

    /** Returns a game whose first turn has been due for long. */
    public static RuntimeRecord due(GameKey key) {
        return running(key, Fixtures.PAST);
    }

    /** Returns a game whose first turn this owner has claimed. */
    public static RuntimeRecord inProgress(GameKey key, OwnerId owner) {
        return due(key).next(RuntimeStatus.GENERATION_IN_PROGRESS, Fixtures.PAST)
                .owner(owner)
                .generation(generation(1))
                .lastFailure(new Failure(FailureCode.ENGINE_UNREACHABLE, "no answer", Fixtures.PAST))
                .build();
    }

    /** Returns a game whose engine did not answer its first turn. */
    public static RuntimeRecord unreachable(GameKey key) {
        return inProgress(key, Fixtures.newOwner())
                .next(RuntimeStatus.ENGINE_UNREACHABLE, Fixtures.PAST)
                .owner(null)
                .build();
    }

    /** Returns a record with a value in every part, no two alike. */
    public static RuntimeRecord full(GameKey key) {
        return inProgress(key, Fixtures.newOwner())
                .copy()
                .paused(true)
                .currentTurn(9_007_199_254_740_992L)
                .nextGenerationAt(at(1))
                .skipNextTick(true)
                .missedTicks(1_001)
                .engine(managedBy(Fixtures.NODE, key).with(Set.of(EngineCapability.values())))
                .epoch(77)
                .generation(new Generation(9_007_199_254_740_993L, 2, Trigger.FORCE, at(2), at(3)))
                .lastFailure(new Failure(FailureCode.ENGINE_TURN_SKEW, "turn 5 – expected \"3\"", at(4)))
                .startedAt(at(5))
                .lastObservedAt(at(6))
                .finishedAt(at(7))
                .updatedAt(at(8))
                .build();
    }

    /** Returns a record on an external engine, without anything that may be absent. */
    public static RuntimeRecord sparse(GameKey key) {
        return starting(key, Fixtures.newOwner())
                .next(RuntimeStatus.STOPPED, Fixtures.PAST)
                .owner(null)
                .engine(external())
                .build();
    }

    /** Returns a turn that was due, and claimed, long ago. */
    public static Generation generation(long target) {
        return new Generation(target, 1, Trigger.SCHEDULE, Fixtures.PAST, Fixtures.PAST);
    }

    /** Returns an engine that runs on a node. */
    public static EngineBinding managedBy(NodeId node, GameKey key) {
        InstanceToken token = new InstanceToken("token-" + key.gameId());
        return EngineBinding.managed(Fixtures.VERSION, Fixtures.IMAGE, node, token)
                .with(new EngineInstance(
                        "instance-" + key.gameId(),
                        key.gameId(),
                        token,
                        EngineEndpoint.parse("http://127.0.0.1:8080/" + key.gameId())));
    }

    /** Returns an engine that somebody else runs. */
    public static EngineBinding external() {
        return EngineBinding.external(
                Fixtures.VERSION, Fixtures.IMAGE, EngineEndpoint.parse("https://engines.example:8443/games/drift"));
    }

    /** Returns the same record, of a game whose engine runs elsewhere. */
    public static RuntimeRecord on(EngineBinding engine, RuntimeRecord record) {
        return record.copy().engine(engine).build();
    }

    /** Returns the plain commit of the turn in flight; for others see {@link CompletionBuilder}. */
    public static Completion completion(RuntimeRecord claimed) {
        return CompletionBuilder.of(claimed).build();
    }

    private static Instant at(int minutes) {
        return Fixtures.PAST.plusSeconds(60L * minutes);
    }
}
