package org.ggscale.bench.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * What an engine says it can do, and does.
 *
 * @param conditional it compares game and turn before it executes a turn
 * @param durable it restores its games from its ledger
 */
public record Promises(boolean conditional, boolean durable) {
    String json() {
        List<String> capabilities = new ArrayList<>();
        if (conditional) {
            capabilities.add("\"conditional_turn\"");
        }
        if (durable) {
            capabilities.add("\"durable_state\"");
        }
        return "[" + String.join(",", capabilities) + "]";
    }
}
