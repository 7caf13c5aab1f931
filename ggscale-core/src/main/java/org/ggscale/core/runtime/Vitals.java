package org.ggscale.core.runtime;

import java.util.concurrent.locks.ReentrantLock;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;

/**
 * What is known of one engine that runs.
 *
 * <p>A failed probe outranks an inspection: it is what players meet.
 */
final class Vitals {
    /** How many probes in a row fail before that is told. */
    static final int THRESHOLD = 3;

    private final EngineInstance instance;
    private final ReentrantLock telling = new ReentrantLock();
    private long due;
    private boolean underWay;
    private int failures;
    private String complaint = "";
    private boolean unhealthy;
    private boolean told;

    /**
     * Describes an engine that nothing bad is known of.
     *
     * @param due the monotonic time of its first probe
     * @param told whether its record may say other than healthy
     */
    Vitals(EngineInstance instance, long due, boolean told) {
        this.instance = instance;
        this.due = due;
        this.told = told;
    }

    EngineInstance instance() {
        return instance;
    }

    /** Begins a probe if one is due, unless one is under way still: then it is left out. What is long overdue comes once. */
    synchronized boolean begin(long now, long interval) {
        if (now - due < 0) {
            return false;
        }
        due += ((now - due) / interval + 1) * interval;
        boolean begun = !underWay;
        underWay = true;
        return begun;
    }

    synchronized void end() {
        underWay = false;
    }

    synchronized void probed(boolean alive) {
        failures = alive ? 0 : failures + 1;
    }

    synchronized void inspected(boolean healthy, String detail) {
        unhealthy = !healthy;
        complaint = detail;
    }

    /**
     * Makes the record say what is known, if it may say something else: of an engine that is and was healthy nothing is
     * asked. One caller at a time, so that the last one tells the latest.
     */
    void tell(HealthKeeper keeper) {
        telling.lock();
        try {
            Summary summary = summary();
            boolean well = summary.health == EngineHealth.HEALTHY;
            if (!well || told) {
                told = true;
                told = !(keeper.write(instance, summary.health, summary.seen) && well);
            }
        } finally {
            telling.unlock();
        }
    }

    private synchronized Summary summary() {
        if (failures >= THRESHOLD) {
            return new Summary(EngineHealth.PROBE_FAILED, failures + " probes in a row failed");
        }
        return unhealthy
                ? new Summary(EngineHealth.INSPECT_UNHEALTHY, complaint)
                : new Summary(EngineHealth.HEALTHY, "");
    }

    private record Summary(EngineHealth health, String seen) {}
}
