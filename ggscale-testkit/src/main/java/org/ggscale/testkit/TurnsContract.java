package org.ggscale.testkit;

import org.ggscale.core.turn.Turns;

/** What every {@link Turns} keeps: how turns are claimed, skipped, committed, found abandoned, and remembered. */
public interface TurnsContract
        extends ClaimsContract,
                NextDueContract,
                SkipsContract,
                CompletionsContract,
                FencingContract,
                AbandonmentContract,
                TurnHistoryContract {}
