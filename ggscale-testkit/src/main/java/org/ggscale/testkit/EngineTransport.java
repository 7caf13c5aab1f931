package org.ggscale.testkit;

import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.game.GameId;

/**
 * A client under test, and engines at the other end of its wire.
 *
 * <p>An engine is served as the engine contract says: what the object answers is put into the form of the wire, what it is
 * asked is read from there. Over HTTP, {@code Answered} is 200 with a {@code StateResponse}, {@code Conflicted} is 409 with
 * one, {@code Refused} is its status and detail, {@code Garbled} is 200 with a text that is no JSON, and
 * {@code Unanswered}, or an exception, is 500.
 */
public interface EngineTransport {
    /** Returns the client under test. */
    EngineClient client();

    /** Serves the engine of a game until the test ends, and returns where. */
    EngineEndpoint serve(GameId gameId, InProcessEngine engine);

    /** Returns an address where nothing is served. */
    EngineEndpoint nowhere();
}
