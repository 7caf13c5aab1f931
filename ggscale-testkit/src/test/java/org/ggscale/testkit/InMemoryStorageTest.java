package org.ggscale.testkit;

import java.time.InstantSource;
import org.ggscale.core.Storage;
import org.ggscale.core.memory.InMemoryStorage;

class InMemoryStorageTest extends StoreContracts implements StorageContract {
    private final Storage storage = new InMemoryStorage(InstantSource.system());

    @Override
    public Storage storage() {
        return storage;
    }
}
