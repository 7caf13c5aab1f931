/**
 * Engines in containers of a Docker daemon.
 *
 * <p>An engine goes: written into the node's ledger - created - started - ready - ended - removed - forgotten once its address
 * has rested. A container is this node's when its token is in the ledger, whatever its labels say besides.
 *
 * <p>Entry point: {@link org.ggscale.adapters.docker.DockerEngines}, an adapter of
 * {@link org.ggscale.core.engine.EngineInstances}.
 */
@NullMarked
package org.ggscale.adapters.docker;

import org.jspecify.annotations.NullMarked;
