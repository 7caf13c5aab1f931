package org.ggscale.core.runtime;

/** How a banishment ended. */
public sealed interface Banishment {
    /** The race is out of the game. */
    record Banished() implements Banishment {}

    /** The tenant has no such game. */
    record NotFound() implements Banishment {}

    /** The game has no such race. */
    record NoSuchRace() implements Banishment {}

    /** The game belongs to a node that this host is not of. */
    record OtherNode(String node) implements Banishment {}

    /** A turn is being generated. */
    record TurnAlreadyClosed() implements Banishment {}

    /** The game is not running. */
    record NotRunning(RuntimeStatus status) implements Banishment {}

    /**
     * The engine refused with a 4xx.
     *
     * @param detail the engine's body, at most 64 KiB
     */
    record EngineRefused(String reason, String detail) implements Banishment {}

    /** What the engine did is not known; it may be asked again. */
    record InDoubt(String reason) implements Banishment {}
}
