package org.ggscale.adapters.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ends engines with everything they started: SIGTERM, after the grace SIGKILL, until nothing of them is left. */
final class Ending {
    private static final Duration KILL = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(10);

    private final ProcessTable table;
    private final Ports ports;
    private final Duration grace;

    Ending(ProcessTable table, Ports ports, Duration grace) {
        this.table = table;
        this.ports = ports;
        this.grace = grace;
    }

    /**
     * Ends one engine.
     *
     * @throws IOException when something of it is left, or cannot be looked at; the pid file stays
     */
    void end(PidFile engine) throws IOException {
        end(List.of(engine));
    }

    /**
     * Ends many engines within the time of one, then forgets them and lets their ports rest.
     *
     * @throws IOException when something of them is left, or cannot be looked at; the pid files stay
     */
    void end(Collection<PidFile> engines) throws IOException {
        try (Uninterrupted work = new Uninterrupted()) {
            Set<ProcessKey> left = members(engines, Set.of());
            if (!left.isEmpty()) {
                left = members(engines, signal(left, false, grace, work));
            }
            if (!left.isEmpty()) {
                left = members(engines, signal(left, true, KILL, work));
            }
            // What was born while its parents were killed has no grace left.
            for (int i = 0; i < 10 && !left.isEmpty(); i++) {
                left = members(engines, signal(left, true, POLL, work));
            }
            if (!left.isEmpty()) {
                throw new IOException("processes " + left + " do not end");
            }
            ports.release(engines.stream().map(PidFile::port).toList());
            for (PidFile engine : engines) {
                engine.files().deletePid();
            }
        }
    }

    private Set<ProcessKey> members(Collection<PidFile> engines, Set<ProcessKey> known) throws IOException {
        Set<ProcessKey> members = table.members(engines);
        members.addAll(known);
        return members;
    }

    /** Returns those that are alive when none is, or the time is over. */
    private Set<ProcessKey> signal(Set<ProcessKey> keys, boolean kill, Duration within, Uninterrupted work)
            throws IOException {
        for (ProcessKey key : keys) {
            table.signal(key, kill);
        }
        long end = System.nanoTime() + within.toNanos();
        Set<ProcessKey> alive = alive(keys);
        while (!alive.isEmpty() && System.nanoTime() < end) {
            work.sleep(POLL);
            alive = alive(alive);
        }
        return alive;
    }

    private Set<ProcessKey> alive(Set<ProcessKey> keys) throws IOException {
        Set<ProcessKey> alive = new HashSet<>();
        for (ProcessKey key : keys) {
            if (table.alive(key)) {
                alive.add(key);
            }
        }
        return alive;
    }
}
