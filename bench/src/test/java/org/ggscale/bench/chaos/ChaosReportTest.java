package org.ggscale.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.ggscale.bench.chaos.Finding.Invariant;
import org.junit.jupiter.api.Test;

class ChaosReportTest {
    private static final UUID GAME = new UUID(1, 1);

    private final Tally tally = new Tally("embedded", Map.of(GAME, EngineKind.PLAIN_CHILD));

    @Test
    void a_clean_run_holds() {
        assertThat(report().holds()).isTrue();
        assertThat(report().json(Instant.EPOCH))
                .isEqualTo(
                        "{\"name\":\"kill\",\"rounds\":8,\"seed\":1,\"doubled\":0,\"lost\":0,\"stuck\":0,\"foreign\":0,"
                                + "\"orphaned\":0,\"unexpected_5xx\":0,\"freezes\":3,\"recovery_p99_ms\":0,\"recovery_max_ms\":0,\"parked\":0,"
                                + "\"at\":\"1970-01-01T00:00:00Z\"}");
    }

    @Test
    void one_finding_of_any_kind_breaks_a_run() {
        for (Invariant invariant : Invariant.values()) {
            Tally broken = new Tally("embedded", Map.of(GAME, EngineKind.PLAIN_CHILD));
            broken.found(List.of(new Finding(invariant, GAME, "it broke")));
            ChaosReport report = new ChaosReport("kill", 8, 1, List.of(tally, broken), new TreeMap<>());
            assertThat(report.holds()).isFalse();
            assertThat(report.table()).contains(invariant + " " + GAME + ": it broke");
        }
    }

    @Test
    void a_game_that_stays_stuck_is_told_once() {
        tally.found(List.of(new Finding(Invariant.STUCK, GAME, "it stays at turn 3")));
        tally.found(List.of(new Finding(Invariant.STUCK, GAME, "it stays at turn 3")));
        tally.found(List.of(new Finding(Invariant.STUCK, GAME, "it stays at turn 4")));

        assertThat(tally.findings())
                .extracting(Finding::what)
                .containsExactly("it stays at turn 3", "it stays at turn 4");
        assertThat(tally.rows())
                .filteredOn(row -> row.broken(Invariant.STUCK) == 2)
                .hasSize(1);
    }

    @Test
    void of_a_hundred_times_the_99th_is_the_one_that_counts() {
        List<Duration> times =
                LongStream.rangeClosed(1, 100).mapToObj(Duration::ofMillis).toList();
        assertThat(ChaosReport.percentile(times, 99)).isEqualTo(99);
        assertThat(ChaosReport.percentile(times, 100)).isEqualTo(100);
        assertThat(ChaosReport.percentile(times.subList(0, 3), 99)).isEqualTo(3);
    }

    private ChaosReport report() {
        return new ChaosReport("kill", 8, 1, List.of(tally), new TreeMap<>(Map.of("freezes", 3L)));
    }
}
