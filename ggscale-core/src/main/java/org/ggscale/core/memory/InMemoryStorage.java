package org.ggscale.core.memory;

import java.time.InstantSource;
import java.util.Optional;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.EngineVersions;
import org.ggscale.core.play.Memberships;
import org.ggscale.core.runtime.HealthSnapshots;
import org.ggscale.core.runtime.Hosts;
import org.ggscale.core.runtime.OperationLog;
import org.ggscale.core.runtime.PlayerMappings;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.tenant.Tenants;
import org.ggscale.core.turn.Turns;

/**
 * Stores that live as long as this object.
 *
 * <p>Every call is one transaction: it happens as a whole or not at all, and one after the other. Safe for many threads
 * and for several hosts at once.
 */
public final class InMemoryStorage implements Storage {
    private final Tenants tenants;
    private final EngineVersions engineVersions;
    private final RuntimeRecords runtimeRecords;
    private final Turns turns;
    private final PlayerMappings playerMappings;
    private final Memberships memberships;
    private final OperationLog operationLog;
    private final RuntimeEvents runtimeEvents;
    private final HealthSnapshots healthSnapshots;
    private final Hosts hosts;

    /**
     * Creates empty stores.
     *
     * @param clock the store's time: it decides what is due, who is alive and what is old
     */
    public InMemoryStorage(InstantSource clock) {
        Tables tables = new Tables(clock);
        tenants = new InMemoryTenants(tables);
        engineVersions = new InMemoryEngineVersions(tables);
        runtimeRecords = new InMemoryRuntimeRecords(tables);
        turns = new InMemoryTurns(tables);
        playerMappings = new InMemoryPlayerMappings(tables);
        memberships = new InMemoryMemberships(tables);
        operationLog = new InMemoryOperationLog(tables);
        runtimeEvents = new InMemoryRuntimeEvents(tables);
        healthSnapshots = new InMemoryHealthSnapshots(tables);
        hosts = new InMemoryHosts(tables);
    }

    @Override
    public Tenants tenants() {
        return tenants;
    }

    @Override
    public EngineVersions engineVersions() {
        return engineVersions;
    }

    @Override
    public RuntimeRecords runtimeRecords() {
        return runtimeRecords;
    }

    @Override
    public Turns turns() {
        return turns;
    }

    @Override
    public PlayerMappings playerMappings() {
        return playerMappings;
    }

    @Override
    public Memberships memberships() {
        return memberships;
    }

    @Override
    public OperationLog operationLog() {
        return operationLog;
    }

    @Override
    public RuntimeEvents runtimeEvents() {
        return runtimeEvents;
    }

    @Override
    public HealthSnapshots healthSnapshots() {
        return healthSnapshots;
    }

    @Override
    public Hosts hosts() {
        return hosts;
    }

    /** Memory is always there. */
    @Override
    public Optional<String> check() {
        return Optional.empty();
    }

    /** Nothing was opened. */
    @Override
    public void close() {}
}
