package org.ggscale.core.engine;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.ggscale.core.Port;
import org.ggscale.core.game.GameId;

/**
 * Starts and stops the engines of one node.
 *
 * <p>There is at most one running instance per game: the operations on one game are serialised. State is kept per game
 * and survives stop and start. Only instances that this backend started are ever touched.
 *
 * <p>Every method throws {@link org.ggscale.core.UnavailableException} when the backend does not answer.
 */
@Port
public interface EngineInstances {
    /** Returns whether this backend starts images of this kind. */
    boolean starts(ImageRef image);

    /**
     * Starts an instance at an address that no earlier one had and waits until its {@code /healthz} answers. A running
     * instance of the same game is first ended and confirmed gone: calls to the old address reach nothing.
     */
    Start start(Specification specification);

    /** Ends the instance of a game, if there is one, and returns when it is confirmed gone. Its state stays. */
    void stop(GameId gameId);

    /** Ends the instance of a game and deletes its state: a registration is undone. */
    void discard(GameId gameId);

    /** Lists the running instances. */
    List<EngineInstance> list();

    /**
     * Calls back for every instance that ends without having been asked to.
     *
     * @return ends the watch when closed
     */
    Watch watch(Consumer<Ended> listener);

    /**
     * What is to be started.
     *
     * @param token binds the instance to its record
     * @param image of a kind that {@link #starts}
     * @param startTimeout until {@code /healthz} answers
     */
    record Specification(
            GameId gameId, InstanceToken token, SemanticVersion version, ImageRef image, Duration startTimeout) {}

    /** How a start ended. */
    sealed interface Start {
        /** The instance answers. */
        record Started(EngineInstance instance) implements Start {}

        /** Nothing runs; the reason is for the operator. */
        record Failed(Cause cause, String reason) implements Start {}

        /** What stood in the way. */
        enum Cause {
            IMAGE_PULL_FAILED,
            CONTAINER_START_FAILED,
            START_CONFIG_INVALID
        }
    }

    /**
     * An instance that ended by itself.
     *
     * @param health what it means for the game: {@code EXITED}, {@code OOM} or {@code DISAPPEARED}
     */
    record Ended(EngineInstance instance, EngineHealth health, String detail) {}

    /** A watch that ends when closed. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
