/**
 * Runtimes: the record of every running game, its transitions, and how games come and go.
 *
 * <pre>
 * from                      to                      on
 * -                         starting                registration begins
 * starting                  running                 the engine is at turn 0 with these races
 * starting                  (removed)               registration failed, or its host died: nothing is left but the log
 * running                   generation_in_progress  a turn is claimed, by schedule or force
 * generation_in_progress    running                 the turn is committed; or it was never sent, and the host stops
 * generation_in_progress    finished                committed with finished: true
 * generation_in_progress    generation_failed       the engine refused, cannot be fenced, is at another turn, did not
 *                                                   answer three calls, or the store refused the commit
 * generation_failed         generation_in_progress  force: reconciled first, then tried again
 * running, generation_...   engine_unreachable      the engine ended, or does not say where it stands
 * engine_unreachable        generation_in_progress  it answers and a turn is pending: reconciled, never straight to running
 * engine_unreachable        running / finished /    it answers and nothing is pending: same turn / same turn and finished /
 *                           generation_failed       any other turn
 * any but starting,         stopped                 stop
 *   finished
 * running, stopped,         starting                restart or patch begins
 *   generation_failed,
 *   engine_unreachable
 * starting                  running / finished      restarted or patched, nothing is pending: same turn / and finished
 * starting                  generation_in_progress  restarted or patched, and a turn is pending: reconciled
 * starting                  (as before)             restart or patch failed, and the engine is as it was
 * starting                  engine_unreachable      restart or patch failed or its host died, and no engine runs
 * </pre>
 *
 * <p>Every transition is an atomic compare-and-set, and every one but the commit of a turn raises the record's epoch. An
 * epoch is therefore a fence: whoever acted on an older one can write nothing any more, however late it wakes up.
 *
 * <p>The health summary of an engine changes with some of these transitions, and by itself while nobody works on the game:
 * then the status stays. Every change of it leaves a snapshot.
 *
 * <p>{@code paused} is a flag beside the status that no transition touches.
 *
 * <p>Entry points: {@link org.ggscale.core.runtime.Registrar}, {@link org.ggscale.core.runtime.Stopper},
 * {@link org.ggscale.core.runtime.Pauser} and {@link org.ggscale.core.runtime.Banisher};
 * {@link org.ggscale.core.runtime.EngineProbes} asks whether engines are alive;
 * {@link org.ggscale.core.runtime.Housekeeping} forgets what is old. Ports:
 * {@link org.ggscale.core.runtime.RuntimeRecords}, {@link org.ggscale.core.runtime.PlayerMappings},
 * {@link org.ggscale.core.runtime.OperationLog}, {@link org.ggscale.core.runtime.RuntimeEvents},
 * {@link org.ggscale.core.runtime.HealthSnapshots},
 * {@link org.ggscale.core.runtime.Hosts}.
 */
@NullMarked
package org.ggscale.core.runtime;

import org.jspecify.annotations.NullMarked;
