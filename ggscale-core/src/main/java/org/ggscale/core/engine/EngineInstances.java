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
 * and survives stop and start. Only instances that this backend started are ever touched, listed or found.
 *
 * <p>Every method that needs the backend throws {@link org.ggscale.core.UnavailableException} when it does not answer; a
 * look that failed says nothing about what runs.
 */
@Port
public interface EngineInstances {
    /** Returns whether this backend starts images of this kind. */
    boolean starts(ImageRef image);

    /**
     * Makes sure that an image can be started, which may take as long as fetching it does; nothing that runs is touched.
     *
     * @param image of a kind that {@link #starts}
     */
    Preparation prepare(ImageRef image);

    /**
     * Starts an instance at an address that no earlier one had and waits until its {@code /healthz} answers. A running
     * instance of the same game is first ended and confirmed gone: calls to the old address reach nothing.
     */
    Start start(Specification specification);

    /** Ends the instance of a game, if there is one, and returns when it is confirmed gone. Its state stays. */
    void stop(GameId gameId);

    /** Ends the instance of a game and deletes its state: a registration is undone. */
    void discard(GameId gameId);

    /**
     * Ends this very instance, known by its token, and returns when it is confirmed gone. Its state stays, and another
     * instance of the same game is left alone.
     */
    void remove(EngineInstance instance);

    /** Lists the running instances that are provably this node's: never a copy of another's, or of somebody else. */
    List<EngineInstance> list();

    /** Looks for one instance: the one of this game that carries this token. */
    Inspection inspect(GameId gameId, InstanceToken token);

    /**
     * Calls back for every instance that ends without having been asked to, and whenever the backend's own check of an
     * instance changes its mind, if it has one.
     *
     * @return ends the watch when closed
     */
    Watch watch(Consumer<Sighting> listener);

    /**
     * What is to be started.
     *
     * @param token binds the instance to its record
     * @param epoch of the record that announces it; greater than at every earlier start of this registration of the game,
     *     so an address may be made of it
     * @param image of a kind that {@link #starts}, as it was {@linkplain #prepare prepared}
     * @param startTimeout until {@code /healthz} answers
     */
    record Specification(
            GameId gameId,
            InstanceToken token,
            long epoch,
            SemanticVersion version,
            ImageRef image,
            Duration startTimeout) {}

    /** How a preparation ended. */
    sealed interface Preparation {
        /**
         * The image can be started.
         *
         * @param pinned the image as it is recorded: it names the same program for ever where the backend can tell, and
         *     prepared again it is itself
         * @param pulled whether something was fetched
         */
        record Ready(ImageRef pinned, boolean pulled) implements Preparation {}

        /** The image cannot be started; the reason is for the operator. */
        record Failed(Start.Cause cause, String reason) implements Preparation {}
    }

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

    /** What a look for an instance found. */
    sealed interface Inspection {
        /** It runs. */
        record Running(EngineInstance instance) implements Inspection {}

        /**
         * It has ended by itself, and the backend still knows how.
         *
         * @param health {@code EXITED} or {@code OOM}
         */
        record Ended(EngineHealth health, String detail) implements Inspection {}

        /** There is none: it was ended on demand, or nothing is left of it. */
        record Gone() implements Inspection {}
    }

    /**
     * What was seen of an instance that was not asked to end.
     *
     * @param health {@code EXITED}, {@code OOM} or {@code DISAPPEARED} of one that has ended; {@code INSPECT_UNHEALTHY} or
     *     {@code HEALTHY} as the backend's own check says of one that runs
     */
    record Sighting(EngineInstance instance, EngineHealth health, String detail) {}

    /** A watch that ends when closed. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
