package org.ggscale.testkit;

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

/** Stores whose calls fail with {@link org.ggscale.core.UnavailableException}, before or after they took effect. */
public final class FaultyStorage implements Storage {
    private final Storage storage;
    private final Failpoints failpoints;

    /** Makes stores faulty; closing and checking them never fails. */
    public FaultyStorage(Storage storage, Failpoints failpoints) {
        this.storage = storage;
        this.failpoints = failpoints;
    }

    @Override
    public Tenants tenants() {
        return failpoints.wrap(Tenants.class, storage.tenants());
    }

    @Override
    public EngineVersions engineVersions() {
        return failpoints.wrap(EngineVersions.class, storage.engineVersions());
    }

    @Override
    public RuntimeRecords runtimeRecords() {
        return failpoints.wrap(RuntimeRecords.class, storage.runtimeRecords());
    }

    @Override
    public Turns turns() {
        return failpoints.wrap(Turns.class, storage.turns());
    }

    @Override
    public PlayerMappings playerMappings() {
        return failpoints.wrap(PlayerMappings.class, storage.playerMappings());
    }

    @Override
    public Memberships memberships() {
        return failpoints.wrap(Memberships.class, storage.memberships());
    }

    @Override
    public OperationLog operationLog() {
        return failpoints.wrap(OperationLog.class, storage.operationLog());
    }

    @Override
    public RuntimeEvents runtimeEvents() {
        return failpoints.wrap(RuntimeEvents.class, storage.runtimeEvents());
    }

    @Override
    public HealthSnapshots healthSnapshots() {
        return failpoints.wrap(HealthSnapshots.class, storage.healthSnapshots());
    }

    @Override
    public Hosts hosts() {
        return failpoints.wrap(Hosts.class, storage.hosts());
    }

    @Override
    public Optional<String> check() {
        return storage.check();
    }

    @Override
    public void close() {
        storage.close();
    }
}
