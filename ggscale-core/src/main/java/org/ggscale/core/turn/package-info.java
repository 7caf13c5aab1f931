/**
 * Turns: played never twice, eventually once.
 *
 * <p>A turn is irreversible, because orders are consumed: one turn too many steals a move from every player, a turn that is
 * late hurts nobody. So a turn goes this way, and no other:
 *
 * <ol>
 *   <li><b>Claim</b>: one statement makes a due game {@code generation_in_progress}, one epoch later, owned by this process.
 *   <li><b>Send</b> the turn call, once.
 *   <li><b>Classify</b> ({@code TurnVerdict}): the target turn is committed; a clear refusal is {@code generation_failed};
 *       everything else is in doubt, never failed.
 *   <li><b>Commit</b> ({@code TurnCompleter}) in groups, fenced by epoch and owner alone: turn, next time, history, events
 *       and operation log in one transaction. No row updated means that somebody else has the game.
 *   <li><b>Reconcile</b> ({@code TurnReconciler}) after doubt, by any host of the node: raise the epoch, ask the engine where
 *       it stands. At the target: adopt. One before it: call again behind a fence: the engine compares the turn itself, or
 *       it was recreated at a new address where late calls cannot reach it. Anything else waits for an operator.
 *   <li><b>Attempts</b> are counted per target, three without an operator, and reset by a commit alone.
 * </ol>
 *
 * <p>The states are those of {@link org.ggscale.core.runtime}. The protocol is searched exhaustively, beside the ones that
 * fail, by the model tests of this package.
 *
 * <p>Entry point: {@link org.ggscale.core.turn.TurnScheduler}. Ports: {@link org.ggscale.core.turn.Turns},
 * {@link org.ggscale.core.turn.Ticker}.
 */
@NullMarked
package org.ggscale.core.turn;

import org.jspecify.annotations.NullMarked;
