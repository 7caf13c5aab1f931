package org.ggscale.core.engine;

import java.util.Set;

/**
 * What came back from an admin call to an engine, before anybody judged it.
 *
 * <p>A reply says what was seen on the wire; whether a turn is committed, failed or in doubt is the caller's rule.
 */
public sealed interface EngineReply {
    /** 4xx that may come from something between host and engine, or from an engine that is only busy. */
    Set<Integer> UNDECIDED = Set.of(408, 425, 429);

    /** 200 (or 201 on init) with a well-formed state; game and turn are still to be compared. */
    record Answered(EngineState state) implements EngineReply {}

    /** 409 with a well-formed state: a conditional engine refused another turn or another game. */
    record Conflicted(EngineState state) implements EngineReply {}

    /**
     * Another 4xx, or a 409 without a state.
     *
     * @param detail the engine's body, at most 64 KiB, for the operator
     */
    record Refused(int status, String detail) implements EngineReply {}

    /** 5xx, a timeout, a refused or broken connection: nothing is known about what the engine did. */
    record Unanswered(String reason) implements EngineReply {}

    /** An answer that breaks the contract: a redirect, another 2xx, no state, too large, repeated members. */
    record Garbled(String reason) implements EngineReply {}
}
