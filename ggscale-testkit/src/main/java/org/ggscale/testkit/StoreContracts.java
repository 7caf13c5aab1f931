package org.ggscale.testkit;

import org.ggscale.core.Storage;
import org.junit.jupiter.api.Nested;

/**
 * The contracts of all stores at once, for the tests of a whole {@link Storage}; that of the storage itself is
 * {@link StorageContract}.
 */
public abstract class StoreContracts {
    /** Returns the stores under test: usable, empty before each test, the same object throughout a test; no test closes them. */
    protected abstract Storage storage();

    @Nested
    class Tenants implements TenantsContract {
        @Override
        public Storage storage() {
            return StoreContracts.this.storage();
        }
    }

    @Nested
    class EngineVersions implements EngineVersionsContract {
        @Override
        public Storage storage() {
            return StoreContracts.this.storage();
        }
    }

    @Nested
    class RuntimeRecords implements RuntimeRecordsContract {
        @Override
        public Storage storage() {
            return StoreContracts.this.storage();
        }
    }

    @Nested
    class Turns implements TurnsContract {
        @Override
        public Storage storage() {
            return StoreContracts.this.storage();
        }
    }

    @Nested
    class PlayerMappings implements PlayerMappingsContract {
        @Override
        public Storage storage() {
            return StoreContracts.this.storage();
        }
    }

    @Nested
    class Memberships implements MembershipsContract {
        @Override
        public Storage storage() {
            return StoreContracts.this.storage();
        }
    }

    @Nested
    class OperationLog implements OperationLogContract {
        @Override
        public Storage storage() {
            return StoreContracts.this.storage();
        }
    }

    @Nested
    class RuntimeEvents implements RuntimeEventsContract {
        @Override
        public Storage storage() {
            return StoreContracts.this.storage();
        }
    }

    @Nested
    class HealthSnapshots implements HealthSnapshotsContract {
        @Override
        public Storage storage() {
            return StoreContracts.this.storage();
        }
    }

    @Nested
    class Hosts implements HostsContract {
        @Override
        public Storage storage() {
            return StoreContracts.this.storage();
        }
    }
}
