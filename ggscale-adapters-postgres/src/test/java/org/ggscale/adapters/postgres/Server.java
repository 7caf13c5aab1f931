package org.ggscale.adapters.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import org.ggscale.adapters.postgres.embedded.EmbeddedPostgres;

/** The servers that tests run against, the oldest and the newest that are supported; each starts once. */
enum Server {
    OLDEST,
    NEWEST;

    private EmbeddedPostgres postgres;

    synchronized EmbeddedPostgres postgres() {
        if (postgres == null) {
            postgres = start();
        }
        return postgres;
    }

    private EmbeddedPostgres start() {
        Path target = Path.of("target").toAbsolutePath();
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder(
                        target.resolve("server-" + name().toLowerCase(Locale.ROOT)))
                .cache(target.resolve("postgres"))
                .setting("max_connections", "200")
                // Nothing here is to survive, and nobody else's transaction is to hold up the outbox.
                .setting("fsync", "off")
                .setting("autovacuum", "off");
        if (this == OLDEST) {
            builder.archive(oldestArchive());
        }
        try {
            EmbeddedPostgres started = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started)));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path oldestArchive() {
        try (var files = java.nio.file.Files.list(Path.of(System.getProperty("postgres.oldest")))) {
            return files.filter(file -> file.toString().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
