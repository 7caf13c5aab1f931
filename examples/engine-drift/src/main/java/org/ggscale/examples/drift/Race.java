package org.ggscale.examples.drift;

import java.util.List;
import java.util.UUID;

/**
 * A race: one player's side of the game.
 *
 * @param extinct whether it has neither planets nor ships left; for good
 * @param orders what it wants done in the coming turn
 */
record Race(String name, UUID id, boolean extinct, List<Order> orders) {
    Race {
        orders = List.copyOf(orders);
    }

    Race with(boolean nowExtinct, List<Order> newOrders) {
        return new Race(name, id, nowExtinct, newOrders);
    }
}
