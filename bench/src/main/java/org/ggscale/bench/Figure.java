package org.ggscale.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What a benchmark measured: ratios of two sides that ran in turns, larger is better.
 *
 * @param reference what the ratio is taken against
 * @param gate the least that is accepted
 * @param goal where it should be
 */
public record Figure(String name, List<Double> ratios, String unit, String reference, double gate, double goal) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double NOISE = 1.5;

    /** Sorts the ratios. */
    public Figure {
        ratios = ratios.stream().sorted().toList();
        if (ratios.isEmpty()) {
            throw new IllegalArgumentException("a figure has at least one pair");
        }
    }

    /** Returns the median ratio. */
    public double ratio() {
        int middle = ratios.size() / 2;
        return ratios.size() % 2 == 1 ? ratios.get(middle) : (ratios.get(middle - 1) + ratios.get(middle)) / 2;
    }

    /** Returns whether the pairs differ too much to be a result. */
    public boolean noisy() {
        return ratios.getLast() > ratios.getFirst() * NOISE;
    }

    /** Returns whether the gate holds; noise proves nothing against it. */
    public boolean holds() {
        return noisy() || ratio() >= gate;
    }

    /** Returns the line for people. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s: %s of the %s (%.3f to %.3f in %d pairs), gate %.2f, goal %.2f",
                name,
                noisy() ? "noisy, about %.2f".formatted(ratio()) : "%.3f".formatted(ratio()),
                reference,
                ratios.getFirst(),
                ratios.getLast(),
                ratios.size(),
                gate,
                goal);
    }

    /** Returns the line for scripts. */
    public String json(Instant at) {
        return JSON.createObjectNode()
                .put("name", name)
                .put("ratio", rounded(ratio()))
                .put("min", rounded(ratios.getFirst()))
                .put("max", rounded(ratios.getLast()))
                .put("pairs", ratios.size())
                .put("unit", unit)
                .put("reference", reference)
                .put("gate", gate)
                .put("goal", goal)
                .put("noisy", noisy())
                .put("at", at.toString())
                .put("machine", machine())
                .toString();
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    private static String machine() {
        return "%s %s, %d cores, Java %s"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version"));
    }
}
