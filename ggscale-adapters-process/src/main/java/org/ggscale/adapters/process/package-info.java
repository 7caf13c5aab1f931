/**
 * Engines as child processes of the host.
 *
 * <p>An engine goes: intended (a pid file without a pid) - spawned (with one) - ready - ended (no pid file). Whatever
 * the host was doing when it was killed, the next one on the same state root finds every process of it again and adopts
 * or ends it.
 *
 * <p>Entry point: {@link org.ggscale.adapters.process.ProcessEngines}, an adapter of
 * {@link org.ggscale.core.engine.EngineInstances}.
 */
@NullMarked
package org.ggscale.adapters.process;

import org.jspecify.annotations.NullMarked;
