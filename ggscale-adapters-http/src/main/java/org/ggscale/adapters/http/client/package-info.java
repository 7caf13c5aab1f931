/**
 * Engines over HTTP/1.1: the client side of the engine contract.
 *
 * <p>Entry point: {@link org.ggscale.adapters.http.client.OkHttpEngines}, which serves the port {@link
 * org.ggscale.core.engine.EngineClient}. An engine is somebody else's program: a call reaches the wire once, ends by its
 * deadline, and holds a bounded part of whatever comes back.
 */
@NullMarked
package org.ggscale.adapters.http.client;

import org.jspecify.annotations.NullMarked;
