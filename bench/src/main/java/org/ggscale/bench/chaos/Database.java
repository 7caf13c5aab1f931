package org.ggscale.bench.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.ggscale.adapters.postgres.embedded.EmbeddedPostgres;

/** The PostgreSQL under a host. */
interface Database extends AutoCloseable {
    /** Returns the variables that name it to the host. */
    Map<String, String> variables();

    @Override
    void close() throws IOException;

    /** Returns this database, named together with more variables of the host. */
    default Database with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.putAll(variables());
        return new Database() {
            @Override
            public Map<String, String> variables() {
                return all;
            }

            @Override
            public void close() throws IOException {
                Database.this.close();
            }
        };
    }

    /** The one that the host itself starts in its data directory, and that is orphaned when the host is killed. */
    static Database embedded() {
        return new Database() {
            @Override
            public Map<String, String> variables() {
                return Map.of();
            }

            @Override
            public void close() {}
        };
    }

    /** One of its own, that outlives every host. */
    static Database external(Path directory) throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder(directory).start();
        return new Database() {
            @Override
            public Map<String, String> variables() {
                return Map.of(
                        "GGSCALE_POSTGRES_DSN", server.applicationUrl(),
                        "GGSCALE_POSTGRES_WORKER_DSN", server.workerUrl(),
                        "GGSCALE_POSTGRES_MIGRATOR_DSN", server.migratorUrl());
            }

            @Override
            public void close() throws IOException {
                server.close();
            }
        };
    }
}
