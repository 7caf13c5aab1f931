package org.ggscale.adapters.http.server;

import java.util.Optional;
import org.ggscale.core.game.GameId;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.tenant.TenantId;

/** Which events a reader wants. */
record EventFilter(TenantId tenant, RuntimeEvent.Channel channel, Optional<GameId> gameId) {
    RuntimeEvents.Query query(Optional<String> after, int limit) {
        return new RuntimeEvents.Query(tenant, channel, gameId, after, limit);
    }

    /** Returns this filter for all games: what readers of different games can share. */
    EventFilter ofAllGames() {
        return new EventFilter(tenant, channel, Optional.empty());
    }

    boolean wants(RuntimeEvent event) {
        return gameId.map(event.gameId()::equals).orElse(true);
    }
}
