package org.ggscale.adapters.postgres;

import java.util.function.Function;
import org.ggscale.core.Storage;
import org.ggscale.testkit.EngineVersionsContract;
import org.ggscale.testkit.HostsContract;
import org.ggscale.testkit.MembershipsContract;
import org.ggscale.testkit.OperationLogContract;
import org.ggscale.testkit.PlayerMappingsContract;
import org.ggscale.testkit.RuntimeEventsContract;
import org.ggscale.testkit.RuntimeRecordsContract;
import org.ggscale.testkit.StorageContract;
import org.ggscale.testkit.TurnsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** All contracts of the stores, on one server with one kind of login. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class PostgresStorageContracts implements StorageContract {
    private final Schema schema;
    private final Function<Schema, PostgresGgScaleBuilder> logins;
    private Storage storage;

    PostgresStorageContracts(Schema schema, Function<Schema, PostgresGgScaleBuilder> logins) {
        this.schema = schema;
        this.logins = logins;
    }

    @BeforeAll
    void open() {
        storage = logins.apply(schema).build();
    }

    @AfterAll
    void close() {
        storage.close();
    }

    @BeforeEach
    void clear() {
        schema.clear();
    }

    /** Returns stores that a test may close. */
    @Override
    public Storage storage() {
        close();
        open();
        return storage;
    }

    @Nested
    class EngineVersions implements EngineVersionsContract {
        @Override
        public Storage storage() {
            return storage;
        }
    }

    @Nested
    class RuntimeRecords implements RuntimeRecordsContract {
        @Override
        public Storage storage() {
            return storage;
        }
    }

    @Nested
    class Turns implements TurnsContract {
        @Override
        public Storage storage() {
            return storage;
        }
    }

    @Nested
    class PlayerMappings implements PlayerMappingsContract {
        @Override
        public Storage storage() {
            return storage;
        }
    }

    @Nested
    class Memberships implements MembershipsContract {
        @Override
        public Storage storage() {
            return storage;
        }
    }

    @Nested
    class OperationLog implements OperationLogContract {
        @Override
        public Storage storage() {
            return storage;
        }
    }

    @Nested
    class RuntimeEvents implements RuntimeEventsContract {
        @Override
        public Storage storage() {
            return storage;
        }
    }

    @Nested
    class Hosts implements HostsContract {
        @Override
        public Storage storage() {
            return storage;
        }
    }
}
