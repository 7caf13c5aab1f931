package org.ggscale.bench.herd;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.ggscale.bench.Figure;

/**
 * What {@link Herd} found.
 *
 * @param statements that one more herd took, by name
 * @param lost games with a turn that was not executed once, or not stored
 */
public record HerdReport(Figure figure, Map<String, AtomicLong> statements, Batches batches, long lost) {
    private static final String CLAIM = "hosts.pulse";
    private static final String COMMIT = "turns.complete";

    /** Returns whether no turn was lost and every batch was one statement. */
    public boolean holds() {
        return lost == 0 && count(CLAIM) == batches.claims() && count(COMMIT) == batches.commits();
    }

    /** Returns the lines for people. */
    public String table() {
        StringBuilder table = new StringBuilder(figure.line());
        table.append(String.format(
                Locale.ROOT,
                "%n%d turns claimed in %d batches, %.2f statements each%n%d turns committed in %d batches, %.2f statements each",
                batches.claimed(),
                batches.claims(),
                (double) count(CLAIM) / batches.claims(),
                batches.committed(),
                batches.commits(),
                (double) count(COMMIT) / batches.commits()));
        new TreeMap<>(statements).forEach((name, count) -> {
            if (!name.equals(CLAIM) && !name.equals(COMMIT)) {
                table.append(String.format(
                        Locale.ROOT,
                        "%nbesides %s: %d, %.3f a turn",
                        name,
                        count.get(),
                        (double) count.get() / batches.committed()));
            }
        });
        return table.append("%nlost: %d".formatted(lost)).toString();
    }

    private long count(String name) {
        AtomicLong count = statements.get(name);
        return count == null ? 0 : count.get();
    }
}
