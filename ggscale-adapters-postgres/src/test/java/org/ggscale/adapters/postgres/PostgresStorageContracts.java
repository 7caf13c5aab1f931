package org.ggscale.adapters.postgres;

import java.util.function.Function;
import org.ggscale.core.Storage;
import org.ggscale.testkit.StorageContract;
import org.ggscale.testkit.StoreContracts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** All contracts of the stores, on one server with one kind of login. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class PostgresStorageContracts extends StoreContracts {
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

    @Override
    protected Storage storage() {
        return storage;
    }

    /** On stores that a test may close. */
    @Nested
    class AsAWhole implements StorageContract {
        private final Storage whole = logins.apply(schema).build();

        @Override
        public Storage storage() {
            return whole;
        }

        @AfterEach
        void close() {
            whole.close();
        }
    }
}
