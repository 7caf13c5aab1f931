package org.ggscale.core.game;

import org.ggscale.core.tenant.TenantId;

/** A game of a tenant: what every port call about one game is addressed with. */
public record GameKey(TenantId tenant, GameId gameId) {
    @Override
    public String toString() {
        return tenant + "/" + gameId;
    }
}
