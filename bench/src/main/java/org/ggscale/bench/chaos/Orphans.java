package org.ggscale.bench.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ggscale.bench.chaos.Finding.Invariant;

/**
 * Containers that no record names: after two comparisons of what runs with what should, and the time to end one, there are
 * none.
 */
final class Orphans {
    /** How often hosts compare. */
    static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final Duration TIME = INTERVAL.multipliedBy(2).plusSeconds(8);

    private Orphans() {}

    /** Waits until there are none; returns those that stay, and spoofs that a record names. */
    static List<Finding> await(Database database, Boxes boxes) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(TIME);
        while (true) {
            // In this order: what is created in between is named already.
            List<Boxes.Box> made = boxes.made();
            List<Placement> placements = Placement.all(database);
            List<Finding> findings = new ArrayList<>();
            made.stream()
                    .filter(box -> placements.stream().noneMatch(placement -> placement.names(box)))
                    .forEach(box -> findings.add(new Finding(
                            Invariant.ORPHANED,
                            Finding.NO_GAME,
                            "no record names the container " + box.name() + ", which is " + box.state())));
            if (findings.isEmpty() || Instant.now().isAfter(end)) {
                findings.addAll(adopted(placements, boxes));
                return findings;
            }
            Thread.sleep(200);
        }
    }

    private static List<Finding> adopted(List<Placement> placements, Boxes boxes) {
        return placements.stream()
                .filter(placement ->
                        placement.container().filter(boxes::isSpoof).isPresent())
                .map(placement -> new Finding(
                        Invariant.FOREIGN, placement.game(), "its record names a container that is not ours"))
                .toList();
    }
}
