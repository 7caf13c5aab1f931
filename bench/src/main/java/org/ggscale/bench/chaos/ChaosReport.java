package org.ggscale.bench.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ggscale.bench.chaos.Finding.Invariant;

/**
 * How a run of a fault ended.
 *
 * @param name of the fault
 * @param seen what else was counted, by name
 */
public record ChaosReport(String name, int rounds, long seed, List<Tally> tallies, SortedMap<String, Long> seen) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROW = "%-10s%-22s%8s%12s%8s%9s%7s%7s%9s%10s%10s%n";

    /** Copies the tallies and the counts. */
    public ChaosReport {
        tallies = List.copyOf(tallies);
        seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
    }

    /** Returns whether every invariant held. */
    public boolean holds() {
        return findings().isEmpty();
    }

    private List<Finding> findings() {
        return tallies.stream().flatMap(tally -> tally.findings().stream()).toList();
    }

    /** Returns the line for scripts. */
    public String json(Instant at) {
        List<Duration> recoveries =
                tallies.stream().flatMap(tally -> tally.recoveries().stream()).toList();
        ObjectNode line =
                JSON.createObjectNode().put("name", name).put("rounds", rounds).put("seed", seed);
        for (Invariant invariant : Invariant.values()) {
            line.put(name(invariant), count(invariant));
        }
        seen.forEach(line::put);
        return line.put("recovery_p99_ms", percentile(recoveries, 99))
                .put("recovery_max_ms", percentile(recoveries, 100))
                .put("parked", rows().stream().mapToInt(row -> row.parked).sum())
                .put("at", at.toString())
                .toString();
    }

    private static String name(Invariant invariant) {
        return invariant.name().toLowerCase(Locale.ROOT);
    }

    private long count(Invariant invariant) {
        return findings().stream()
                .filter(finding -> finding.invariant() == invariant)
                .count();
    }

    /** Returns the table for people, and what broke below it. */
    public String table() {
        StringBuilder table = new StringBuilder(ROW.formatted(
                "database",
                "engines",
                "turns",
                "interrupted",
                "parked",
                "doubled",
                "lost",
                "stuck",
                "foreign",
                "p99 ms",
                "max ms"));
        for (Tally.Row row : rows()) {
            table.append(ROW.formatted(
                    row.database,
                    row.kind.label(),
                    row.turns,
                    row.interrupted,
                    row.parked,
                    row.broken(Invariant.DOUBLED),
                    row.broken(Invariant.LOST),
                    row.broken(Invariant.STUCK),
                    row.broken(Invariant.FOREIGN),
                    percentile(row.recoveries, 99),
                    percentile(row.recoveries, 100)));
        }
        for (Invariant invariant : List.of(Invariant.ORPHANED, Invariant.UNEXPECTED_5XX)) {
            table.append("%s %d%n".formatted(name(invariant).replace('_', ' '), count(invariant)));
        }
        seen.forEach((what, count) -> table.append("%s %d%n".formatted(what.replace('_', ' '), count)));
        for (Finding finding : findings()) {
            table.append("%n%s %s: %s".formatted(finding.invariant(), finding.game(), finding.what()));
        }
        return table.toString();
    }

    private List<Tally.Row> rows() {
        return tallies.stream().flatMap(tally -> tally.rows().stream()).toList();
    }

    /** Returns the time within which so many of a hundred are, in ms; 0 for none. */
    static long percentile(List<Duration> times, int percent) {
        List<Duration> sorted = times.stream().sorted().toList();
        int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
        return rank == 0 ? 0 : sorted.get(rank - 1).toMillis();
    }
}
