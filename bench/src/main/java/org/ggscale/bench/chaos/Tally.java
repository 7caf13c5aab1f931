package org.ggscale.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.ggscale.bench.chaos.Finding.Invariant;

/** What a trial has seen. */
final class Tally {
    private final Map<UUID, EngineKind> kinds;
    private final Map<EngineKind, Row> rows = new EnumMap<>(EngineKind.class);
    private final List<Finding> findings = new ArrayList<>();
    private final List<Duration> recoveries = new ArrayList<>();

    /**
     * @param kinds of all games; those that are added later are taken in, too
     */
    Tally(String database, Map<UUID, EngineKind> kinds) {
        this.kinds = Collections.unmodifiableMap(kinds);
        for (EngineKind kind : EnumSet.copyOf(kinds.values())) {
            rows.put(kind, new Row(database, kind));
        }
    }

    /** Takes in how games got going after a restart. */
    void settled(Progress progress, InternalRest rest) {
        progress.interrupted().forEach(game -> row(game).interrupted++);
        progress.parked().forEach(game -> row(game).parked++);
        progress.recoveries().forEach((game, time) -> row(game).recoveries.add(time));
        progress.slowest().ifPresent(recoveries::add);
        found(progress.stuck());
        answered(rest);
    }

    /**
     * Takes in how one game got going again after its engine was hit.
     *
     * @param helped whether an operator did something for it
     */
    void mended(UUID game, Duration time, boolean helped) {
        Row row = row(game);
        row.interrupted++;
        row.parked += helped ? 1 : 0;
        row.recoveries.add(time);
        recoveries.add(time);
    }

    /** Takes in the requests that should not have failed. */
    void answered(InternalRest rest) {
        found(rest.serverErrors().stream()
                .map(error -> new Finding(Invariant.UNEXPECTED_5XX, Finding.NO_GAME, error))
                .toList());
    }

    /** Takes in what is left of a game. */
    void judged(Account account, Collection<Finding> found) {
        row(account.game()).turns += account.currentTurn();
        found(found);
    }

    /** Takes in what broke; a game that is stuck as before is no news. */
    void found(Collection<Finding> found) {
        List<Finding> news = found.stream()
                .filter(finding -> finding.invariant() != Invariant.STUCK || !findings.contains(finding))
                .toList();
        findings.addAll(news);
        news.stream()
                .filter(finding -> kinds.containsKey(finding.game()))
                .forEach(finding -> row(finding.game()).findings.add(finding));
    }

    /** Returns what broke. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Returns how long each kill kept the slowest of its games waiting. */
    List<Duration> recoveries() {
        return List.copyOf(recoveries);
    }

    /** Returns one row per kind of engine. */
    List<Row> rows() {
        return List.copyOf(rows.values());
    }

    private Row row(UUID game) {
        return Objects.requireNonNull(rows.get(kinds.get(game)));
    }

    /** The games of one kind of engine. */
    static final class Row {
        final String database;
        final EngineKind kind;
        final List<Duration> recoveries = new ArrayList<>();
        final List<Finding> findings = new ArrayList<>();
        long turns;
        int interrupted;
        int parked;

        private Row(String database, EngineKind kind) {
            this.database = database;
            this.kind = kind;
        }

        long broken(Invariant invariant) {
            return findings.stream()
                    .filter(finding -> finding.invariant() == invariant)
                    .count();
        }
    }
}
