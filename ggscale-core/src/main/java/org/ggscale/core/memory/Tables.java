package org.ggscale.core.memory;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.play.Membership;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.PlayerMapping;
import org.ggscale.core.tenant.Tenant;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.core.turn.TurnRow;

/** What all stores share; nothing of it is touched outside {@link #transact}. */
final class Tables {
    final Map<TenantId, Tenant> tenants = new HashMap<>();
    final Map<TenantId, NavigableMap<SemanticVersion, EngineVersion>> versions = new HashMap<>();
    final RecordTable records = new RecordTable();
    final Map<GameKey, NavigableMap<Long, TurnRow>> turns = new HashMap<>();
    final Map<GameKey, List<PlayerMapping>> mappings = new HashMap<>();
    final Map<GameKey, List<Membership>> memberships = new HashMap<>();
    final NavigableMap<Long, GameKey> membershipChanges = new TreeMap<>();
    long lastMembershipChange;
    final OperationTable operations = new OperationTable();
    final EventTable events = new EventTable();
    final HealthTable health = new HealthTable();
    final Map<OwnerId, InMemoryHosts.Life> lives = new HashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;

    Tables(InstantSource clock) {
        this.clock = clock;
    }

    /** Runs one transaction; it refuses before it writes, because nothing is undone. */
    <T> T transact(Supplier<T> transaction) {
        lock.lock();
        try {
            return transaction.get();
        } finally {
            lock.unlock();
        }
    }

    /** Runs one transaction without a result. */
    void run(Runnable transaction) {
        lock.lock();
        try {
            transaction.run();
        } finally {
            lock.unlock();
        }
    }

    /** Returns a table's rows of these keys. */
    static <K, R> Map<K, R> rows(Map<K, R> table, Collection<K> keys) {
        return keys.stream().distinct().filter(table::containsKey).collect(toUnmodifiableMap(key -> key, table::get));
    }

    /** Returns the store's time in the microseconds that databases keep. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
