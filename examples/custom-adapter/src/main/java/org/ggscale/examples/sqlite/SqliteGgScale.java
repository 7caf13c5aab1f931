package org.ggscale.examples.sqlite;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.ggscale.core.Storage;
import org.ggscale.core.UnavailableException;
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
import org.sqlite.SQLiteConfig.SynchronousMode;

/** All stores in one SQLite file, which the first call opens and, if missing, creates. Safe for many threads. */
public final class SqliteGgScale implements Storage {
    private final Database database;

    SqliteGgScale(Database database) {
        this.database = database;
    }

    /**
     * Uses a file; nothing is opened yet.
     *
     * @param clock the store's time: SQLite has no server whose clock all hosts could share
     */
    public static SqliteGgScale create(Path file, InstantSource clock) {
        return new SqliteGgScale(new Database(file, clock, SynchronousMode.FULL));
    }

    @Override
    public Tenants tenants() {
        return new SqliteTenants(database);
    }

    @Override
    public EngineVersions engineVersions() {
        return new SqliteEngineVersions(database);
    }

    @Override
    public RuntimeRecords runtimeRecords() {
        return new SqliteRuntimeRecords(database);
    }

    @Override
    public Turns turns() {
        return new SqliteTurns(database);
    }

    @Override
    public PlayerMappings playerMappings() {
        return new SqlitePlayerMappings(database);
    }

    @Override
    public Memberships memberships() {
        return new SqliteMemberships(database);
    }

    @Override
    public OperationLog operationLog() {
        return new SqliteOperationLog(database);
    }

    @Override
    public RuntimeEvents runtimeEvents() {
        return new SqliteRuntimeEvents(database);
    }

    @Override
    public HealthSnapshots healthSnapshots() {
        return new SqliteHealthSnapshots(database);
    }

    @Override
    public Hosts hosts() {
        return new SqliteHosts(database);
    }

    @Override
    public Optional<String> check() {
        try {
            return database.transact(session -> session.first("pragma quick_check(1)", row -> row.getString(1))
                    .filter(verdict -> !verdict.equals("ok")));
        } catch (UnavailableException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
