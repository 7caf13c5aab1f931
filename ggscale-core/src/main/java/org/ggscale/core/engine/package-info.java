/**
 * Engines: the programs that know a game's rules, and which versions of them exist.
 *
 * <p>An engine is a container, a child process, a Java object or somebody else's server; the platform sees one port for
 * calling it and one for starting it. {@link org.ggscale.core.engine.EngineReply} says what was seen on the wire and judges
 * nothing.
 *
 * <p>Versions: {@code active}, {@code deprecated} (still registers), {@code disabled} (reads like unknown; running games go
 * on).
 *
 * <p>Ports: {@link org.ggscale.core.engine.EngineClient}, {@link org.ggscale.core.engine.EngineInstances},
 * {@link org.ggscale.core.engine.EngineVersions}, {@link org.ggscale.core.engine.InProcessEngine}.
 */
@NullMarked
package org.ggscale.core.engine;

import org.jspecify.annotations.NullMarked;
