package org.ggscale.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a game stands, as the platform says.
 *
 * @param inFlight when the turn that is in flight or parked was begun
 * @param target of that turn
 * @param failure the code of its last failure
 * @param health of its engine
 */
record Standing(
        UUID game,
        String status,
        long currentTurn,
        Optional<Instant> inFlight,
        Optional<Long> target,
        Optional<String> failure,
        String health) {

    /** Reads a runtime of the internal REST. */
    static Standing of(JsonNode runtime) {
        Optional<JsonNode> generation = present(runtime.path("generation"));
        return new Standing(
                UUID.fromString(runtime.path("game_id").asText()),
                runtime.path("status").asText(),
                runtime.path("current_turn").asLong(),
                generation.map(turn -> Instant.parse(turn.path("started_at").asText())),
                generation.map(turn -> turn.path("target").asLong()),
                present(runtime.path("last_failure"))
                        .map(failure -> failure.path("code").asText()),
                runtime.path("engine_health").asText());
    }

    private static Optional<JsonNode> present(JsonNode node) {
        return node.isObject() ? Optional.of(node) : Optional.empty();
    }

    /** Returns whether it waits for an operator, and says so. */
    boolean parked() {
        return status.equals("generation_failed") && failure.isPresent();
    }

    /** Returns whether a turn was in flight when the host died. */
    boolean interruptedBefore(Instant death) {
        return inFlight.filter(start -> start.isBefore(death)).isPresent();
    }
}
