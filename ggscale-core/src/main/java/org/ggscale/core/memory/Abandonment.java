package org.ggscale.core.memory;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.maxBy;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.turn.Turns.Scan;

/** Judges whose work nobody does any more. */
final class Abandonment {
    private final Tables tables;
    private final Scan scan;
    private final Instant now;

    Abandonment(Tables tables, Scan scan) {
        this.tables = tables;
        this.scan = scan;
        this.now = tables.now();
    }

    List<RuntimeRecord> find() {
        Stream<RuntimeRecord> abandoned =
                tables.records.unsettled().stream().filter(this::isHere).filter(this::isAbandoned);
        return Stream.concat(abandoned, lost())
                .filter(record -> !scan.held().contains(record.key()))
                .sorted(comparing(RuntimeRecord::updatedAt).thenComparing(RuntimeRecord::key, RecordTable.BY_GAME))
                .limit(scan.limit())
                .toList();
    }

    private Stream<RuntimeRecord> lost() {
        Set<NodeId> nodes = lostNodes();
        return nodes.isEmpty()
                ? Stream.empty()
                : tables.records.after(Optional.empty()).filter(record -> isLost(record, nodes));
    }

    private Set<NodeId> lostNodes() {
        Instant limit = now.minus(scan.nodeGrace());
        return tables.lives.values().stream()
                .collect(
                        groupingBy(InMemoryHosts.Life::node, mapping(InMemoryHosts.Life::until, maxBy(naturalOrder()))))
                .entrySet()
                .stream()
                .filter(node -> !node.getValue().orElseThrow().isAfter(limit))
                .map(Map.Entry::getKey)
                .filter(node -> !node.equals(scan.node()))
                .collect(toSet());
    }

    private static boolean isLost(RuntimeRecord record, Set<NodeId> lost) {
        return record.engine().node().filter(lost::contains).isPresent()
                && switch (record.status()) {
                    case RUNNING, GENERATION_IN_PROGRESS, GENERATION_FAILED -> true;
                    case STARTING, STOPPED, ENGINE_UNREACHABLE, FINISHED -> false;
                };
    }

    private boolean isHere(RuntimeRecord record) {
        return record.engine().node().map(scan.node()::equals).orElse(true);
    }

    private boolean isAbandoned(RuntimeRecord record) {
        return switch (record.status()) {
            case ENGINE_UNREACHABLE -> true;
            case STARTING -> hasNoOwner(record) || isForgotten(record);
            case GENERATION_IN_PROGRESS -> hasNoOwner(record) || isForgotten(record) || isOverdue(record);
            case RUNNING, GENERATION_FAILED, STOPPED, FINISHED -> false;
        };
    }

    private boolean hasNoOwner(RuntimeRecord record) {
        return record.owner()
                .flatMap(owner -> Optional.ofNullable(tables.lives.get(owner)))
                .filter(life -> now.isBefore(life.until()))
                .isEmpty();
    }

    private boolean isForgotten(RuntimeRecord record) {
        Optional<OwnerId> self = Optional.of(scan.self());
        return record.owner().equals(self) && unchangedFor(record, scan.grace());
    }

    private boolean isOverdue(RuntimeRecord record) {
        return unchangedFor(record, turnTimeout(record).plus(scan.grace()));
    }

    private boolean unchangedFor(RuntimeRecord record, Duration time) {
        return record.updatedAt().plus(time).isBefore(now);
    }

    private Duration turnTimeout(RuntimeRecord record) {
        SemanticVersion version =
                SemanticVersion.parse(record.engine().version().precedence());
        return Optional.ofNullable(tables.versions.get(record.key().tenant()))
                .flatMap(versions -> Optional.ofNullable(versions.get(version)))
                .map(EngineVersion::options)
                .flatMap(EngineOptions::turnTimeout)
                .orElse(scan.turnTimeout());
    }
}
