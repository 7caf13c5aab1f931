package org.ggscale.testkit.twins;

import java.time.InstantSource;
import org.ggscale.core.Storage;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.testkit.EngineVersionsContract;
import org.ggscale.testkit.HealthSnapshotsContract;
import org.ggscale.testkit.HostsContract;
import org.ggscale.testkit.MembershipsContract;
import org.ggscale.testkit.OperationLogContract;
import org.ggscale.testkit.PlayerMappingsContract;
import org.ggscale.testkit.RuntimeEventsContract;
import org.ggscale.testkit.RuntimeRecordsContract;
import org.ggscale.testkit.StorageContract;
import org.ggscale.testkit.TenantsContract;
import org.ggscale.testkit.TurnsContract;

/** The contracts of stores, on in-memory stores that are broken as the run says. */
final class Stores {
    private Stores() {}

    private static Storage subject() {
        return Bite.<Storage>subject(new InMemoryStorage(InstantSource.system()));
    }

    static class OfTenants implements TenantsContract {
        private final Storage storage = subject();

        @Override
        public Storage storage() {
            return storage;
        }
    }

    static class OfEngineVersions implements EngineVersionsContract {
        private final Storage storage = subject();

        @Override
        public Storage storage() {
            return storage;
        }
    }

    static class OfRuntimeRecords implements RuntimeRecordsContract {
        private final Storage storage = subject();

        @Override
        public Storage storage() {
            return storage;
        }
    }

    static class OfTurns implements TurnsContract {
        private final Storage storage = subject();

        @Override
        public Storage storage() {
            return storage;
        }
    }

    static class OfPlayerMappings implements PlayerMappingsContract {
        private final Storage storage = subject();

        @Override
        public Storage storage() {
            return storage;
        }
    }

    static class OfMemberships implements MembershipsContract {
        private final Storage storage = subject();

        @Override
        public Storage storage() {
            return storage;
        }
    }

    static class OfOperationLog implements OperationLogContract {
        private final Storage storage = subject();

        @Override
        public Storage storage() {
            return storage;
        }
    }

    static class OfRuntimeEvents implements RuntimeEventsContract {
        private final Storage storage = subject();

        @Override
        public Storage storage() {
            return storage;
        }
    }

    static class OfHealthSnapshots implements HealthSnapshotsContract {
        private final Storage storage = subject();

        @Override
        public Storage storage() {
            return storage;
        }
    }

    static class OfHosts implements HostsContract {
        private final Storage storage = subject();

        @Override
        public Storage storage() {
            return storage;
        }
    }

    static class OfStorage implements StorageContract {
        private final Storage storage = subject();

        @Override
        public Storage storage() {
            return storage;
        }
    }
}
