package org.ggscale.bench.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ggscale.bench.engine.LedgerLine;

/** A container is killed a moment after a turn call reached it, or, one time in five, removed. */
record ContainerFault(Scene scene) implements DockerTrial.Fault {
    @Override
    public DockerTrial.Hit strike() throws IOException, InterruptedException {
        UUID game = scene.drawContained();
        boolean remove = scene.random.nextInt(5) == 0;
        int after = scene.random.nextInt(400);
        new CallWatch(List.of(scene.ground.subjects().ledger(game))).await(Duration.ofSeconds(5));
        Thread.sleep(after);
        if (!scene.boxes.strike(game, remove)) {
            return new DockerTrial.Hit(Instant.now(), Set.of());
        }
        Instant death = Instant.now();
        scene.count(remove ? "containers_removed" : "containers_killed");
        scene.died(game);
        if (midTurn(game)) {
            scene.count("in_a_turn");
        }
        return new DockerTrial.Hit(death, Set.of(game));
    }

    private boolean midTurn(UUID game) throws IOException {
        List<LedgerLine> lines = scene.ground.subjects().lines(game);
        return !lines.isEmpty() && lines.getLast().kind() != LedgerLine.Kind.DONE;
    }
}
