package org.ggscale.adapters.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.ggscale.adapters.postgres.embedded.EmbeddedPostgres;

/** The servers that tests run against, the oldest and the newest that are supported; each starts once. */
enum Server {
    OLDEST,
    NEWEST;

    private static final Path TARGET = target();

    private EmbeddedPostgres postgres;

    synchronized EmbeddedPostgres postgres() {
        if (postgres == null) {
            postgres = start(TARGET.resolve("server-" + name().toLowerCase(Locale.ROOT)), Map.of());
            EmbeddedPostgres started = postgres;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started)));
        }
        return postgres;
    }

    /** Starts another one of this age, which whoever starts it closes. */
    EmbeddedPostgres start(Path directory, Map<String, String> settings) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder(directory)
                .cache(TARGET.resolve("postgres"))
                .setting("max_connections", "200")
                // Nothing here is to survive, and nobody else's transaction is to hold up the outbox.
                .setting("fsync", "off")
                .setting("autovacuum", "off");
        settings.forEach(builder::setting);
        if (this == OLDEST) {
            builder.archive(oldestArchive());
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the programs of the oldest server, which the build puts beside the classes. */
    static Path oldestArchive() {
        Path directory = TARGET.resolve("postgres-oldest");
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " is missing; mvn generate-test-resources makes it", e);
        }
    }

    /** Found by the classes, whatever directory and properties the tests are run with. */
    private static Path target() {
        try {
            return Path.of(Server.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
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
