package org.ggscale.adapters.postgres.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A running PostgreSQL server whose data lives in a directory.
 *
 * <p>What it acknowledged survives a crash: {@code fsync} and {@code synchronous_commit} are on. It listens on a free
 * port of 127.0.0.1 alone and asks every login for a random password, kept beside the data in a file of its owner. A
 * server left behind by a killed process is stopped before a new one starts. Under root it runs as an unprivileged user.
 * It prints nothing: its log is {@code postgres.log} in the directory.
 *
 * <p>It has a database {@code ggscale} with three logins: {@code ggscale_migrator}, its owner, {@code ggscale_app} and
 * {@code ggscale_worker}. It registers no shutdown hook; who starts it closes it.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private final FileChannel lock;
    private final Cluster cluster;
    private final Logins logins;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(FileChannel lock, Cluster cluster, Logins logins, int port) {
        this.lock = lock;
        this.cluster = cluster;
        this.logins = logins;
        this.port = port;
    }

    /** Begins to describe a server whose data is kept in a directory, which is created if missing. */
    public static Builder builder(Path directory) {
        return new Builder(directory.toAbsolutePath().normalize());
    }

    /** Returns the JDBC URL, password included, of the login that serves requests. */
    public String applicationUrl() {
        return logins.url(Logins.APPLICATION, port);
    }

    /** Returns the JDBC URL, password included, of the login that works across tenants. */
    public String workerUrl() {
        return logins.url(Logins.WORKER, port);
    }

    /** Returns the JDBC URL, password included, of the login that owns the database and applies migrations. */
    public String migratorUrl() {
        return logins.url(Logins.MIGRATOR, port);
    }

    /** Returns the JDBC URL, password included, of the superuser, for people and tests. */
    public String superuserUrl() {
        return logins.url(Logins.SUPERUSER, port);
    }

    /** Returns the port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /**
     * Stops the server, ending its connections, and waits until it is gone; once is enough.
     *
     * @throws IOException when it could not be stopped; the next start of this directory does
     */
    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            try (lock) {
                cluster.stop();
            }
        }
    }

    /** What a server is started with. */
    public static final class Builder {
        private final Path directory;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private @Nullable Path archive;
        private Path cache;

        private Builder(Path directory) {
            this.directory = directory;
            this.cache = directory;
        }

        /** Takes the server's programs from a {@code .txz} archive instead of the one on the class path. */
        public Builder archive(Path value) {
            archive = value;
            return this;
        }

        /** Unpacks the server's programs, about 60 MB, below this directory instead of beside the data. */
        public Builder cache(Path value) {
            cache = value.toAbsolutePath().normalize();
            return this;
        }

        /** Sets a parameter of the server, such as {@code max_connections}. */
        public Builder setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        /**
         * Starts the server and waits until it answers.
         *
         * @throws IOException with one sentence that names the directory when that cannot be used, is held by another
         *     process, or the server does not start
         */
        public EmbeddedPostgres start() throws IOException {
            Files.createDirectories(directory);
            FileChannel lock = lock(directory);
            try {
                Path programs = Distribution.of(Optional.ofNullable(archive)).unpack(cache);
                Logins logins = Logins.open(directory.resolve("passwords.properties"));
                Cluster cluster = new Cluster(directory, programs, settings);
                int port = cluster.start(logins);
                EmbeddedPostgres started = new EmbeddedPostgres(lock, cluster, logins, port);
                logins.create(port);
                return started;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        }

        private static FileChannel lock(Path directory) throws IOException {
            Path file = directory.resolve("lock");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock held = channel.tryLock();
                if (held != null) {
                    return channel;
                }
            } catch (OverlappingFileLockException e) {
                // This process holds it: the same answer as for any other.
            }
            channel.close();
            throw new IOException("another process runs the PostgreSQL server in " + directory);
        }
    }
}
