package org.ggscale.examples.sqlite;

import java.nio.file.Path;
import java.time.InstantSource;
import org.ggscale.core.Storage;
import org.ggscale.testkit.StorageContract;
import org.ggscale.testkit.StoreContracts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig.SynchronousMode;

class SqliteGgScaleTest extends StoreContracts implements StorageContract {
    @TempDir
    private Path directory;

    private Storage storage;

    @BeforeEach
    void open() {
        // Nothing here is to survive: waiting for the disk would take a minute.
        storage = new SqliteGgScale(
                new Database(directory.resolve("games.db"), InstantSource.system(), SynchronousMode.OFF));
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Override
    public Storage storage() {
        return storage;
    }
}
