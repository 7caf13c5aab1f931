package org.ggscale.bench.herd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.ggscale.bench.Figure;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.core.runtime.OwnerId;
import org.junit.jupiter.api.Test;

class HerdReportTest {
    private final Batches batches = new Batches();

    @Test
    void one_statement_for_each_batch_holds() {
        play();
        assertThat(report(1, 1, 0).holds()).isTrue();
    }

    @Test
    void a_statement_too_many_does_not_hold() {
        play();
        assertThat(report(2, 1, 0).holds()).isFalse();
        assertThat(report(1, 2, 0).holds()).isFalse();
    }

    @Test
    void a_lost_turn_does_not_hold() {
        play();
        assertThat(report(1, 1, 1).holds()).isFalse();
        assertThat(report(1, 1, 1).table()).endsWith("lost: 1");
    }

    private void play() {
        Storage counted = batches.of(new InMemoryStorage(() -> Instant.EPOCH));
        OwnerId owner = new OwnerId(new UUID(1, 1));
        counted.hosts().enlist(owner, new NodeId("here"), Duration.ofSeconds(10));
        counted.pulse(new Storage.Beat(owner, new NodeId("here"), 10, Duration.ofSeconds(10), Optional.empty()));
        counted.turns().complete(List.of());
    }

    private HerdReport report(long claims, long commits, long lost) {
        Figure figure = new Figure("herd", List.of(1.0), "turns/s", "the limit", 0.75, 0.95);
        var statements = Map.of("hosts.pulse", new AtomicLong(claims), "turns.complete", new AtomicLong(commits));
        return new HerdReport(figure, statements, batches, lost);
    }
}
