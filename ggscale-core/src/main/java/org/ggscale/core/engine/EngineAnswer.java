package org.ggscale.core.engine;

import java.io.InputStream;

/** What an engine answered to a player's call. */
public sealed interface EngineAnswer {
    /**
     * 200 with JSON, to be passed on byte for byte.
     *
     * @param body the first 64 KiB are already known to be JSON; a violation or a break found later is an
     *     {@link java.io.IOException} of the stream; the receiver closes it
     */
    record Json(InputStream body) implements EngineAnswer {}

    /**
     * The engine refused with a 4xx.
     *
     * @param detail the engine's body, at most 64 KiB
     */
    record Refused(int status, byte[] detail) implements EngineAnswer {}

    /** 5xx, a timeout, a refused or broken connection. */
    record Unanswered(String reason) implements EngineAnswer {}

    /** An answer that breaks the contract: 3xx, 204, an empty body, not JSON, too large. */
    record Garbled(String reason) implements EngineAnswer {}
}
