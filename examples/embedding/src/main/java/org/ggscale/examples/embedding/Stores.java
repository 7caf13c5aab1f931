package org.ggscale.examples.embedding;

import javax.sql.DataSource;
import org.ggscale.adapters.postgres.PostgresGgScale;
import org.ggscale.core.GgScale;
import org.ggscale.core.GgScaleBuilder;

/** Where games are kept: the one difference between a try and the real thing. */
public final class Stores {
    private Stores() {}

    /** Keeps games in memory, as long as the process lives. */
    public static GgScaleBuilder inMemory() {
        return GgScale.builder();
    }

    /** Keeps games in the server's own database, through its own connections. */
    public static GgScaleBuilder in(DataSource dataSource) {
        PostgresGgScale storage = PostgresGgScale.create(dataSource);
        storage.migrate();
        return GgScale.builder().storage(storage);
    }
}
