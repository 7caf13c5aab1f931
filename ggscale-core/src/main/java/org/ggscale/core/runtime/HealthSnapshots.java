package org.ggscale.core.runtime;

import java.time.Instant;
import org.ggscale.core.Page;
import org.ggscale.core.Port;
import org.ggscale.core.game.GameKey;

/**
 * What became of the health of engines: one snapshot of each change, stored by the transition that made it.
 *
 * <p>Snapshots are kept for a time, also of games that are over.
 */
@Port
public interface HealthSnapshots {
    /** Lists a game's snapshots, the last stored first. */
    Page<HealthSnapshot> list(GameKey key, Page.Request page);

    /**
     * Forgets snapshots of all tenants that were observed before an instant, the oldest first.
     *
     * <p>Several hosts may call it at once: one that finds another at it may leave the rest to that one.
     *
     * @param atMost how many it forgets at most, 1 or more
     * @return how many it forgot; fewer than the most when nothing is left for it to do
     */
    int forgetBefore(Instant instant, int atMost);
}
