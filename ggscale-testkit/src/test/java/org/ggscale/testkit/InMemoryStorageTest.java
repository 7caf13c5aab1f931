package org.ggscale.testkit;

import java.time.InstantSource;
import org.ggscale.core.Storage;
import org.ggscale.core.memory.InMemoryStorage;
import org.junit.jupiter.api.Nested;

class InMemoryStorageTest implements StorageContract {
    private final Storage storage = new InMemoryStorage(InstantSource.system());

    @Override
    public Storage storage() {
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
