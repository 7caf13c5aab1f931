package org.ggscale.examples.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.ggscale.core.RejectedException;
import org.ggscale.core.UnavailableException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;

/** One connection to one file, and one transaction at a time; the only class that sees what SQLite throws. */
final class Database implements AutoCloseable {
    private final Path file;
    private final InstantSource clock;
    private final SynchronousMode synchronous;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Connection connection;

    /**
     * Uses a file; nothing is opened yet.
     *
     * @param synchronous {@code FULL} where anything is to survive a power cut: a lost commit may be a turn played twice
     */
    Database(Path file, InstantSource clock, SynchronousMode synchronous) {
        this.file = file;
        this.clock = clock;
        this.synchronous = synchronous;
    }

    /**
     * Does all of the work or, when it throws, none.
     *
     * @throws RejectedException when a constraint refuses it
     * @throws UnavailableException when the file cannot be used
     */
    <T> T transact(Work<T> work) {
        lock.lock();
        try {
            Connection open = connection == null ? open() : connection;
            try {
                T result = work.in(new Session(open, clock.instant().truncatedTo(ChronoUnit.MICROS)));
                open.commit();
                return result;
            } catch (Throwable e) {
                open.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw translated(e);
        } finally {
            lock.unlock();
        }
    }

    private Connection open() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(synchronous);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(5_000);
        Connection opened = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = opened.createStatement()) {
            opened.setAutoCommit(false);
            statement.executeUpdate(schema());
            opened.commit();
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
        connection = opened;
        return opened;
    }

    private static String schema() {
        try (InputStream schema = Objects.requireNonNull(Database.class.getResourceAsStream("schema.sql"))) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What breaks a constraint is refused, and would be again; whatever else goes wrong may pass. */
    private RuntimeException translated(SQLException e) {
        String message = file + ": " + e.getMessage();
        return e.getErrorCode() == SQLiteErrorCode.SQLITE_CONSTRAINT.code
                ? new RejectedException(message, e)
                : new UnavailableException("sqlite", message, e);
    }

    /** Closes the file; the next call would open it again. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (connection != null) {
                connection.close();
                connection = null;
            }
        } catch (SQLException e) {
            throw translated(e);
        } finally {
            lock.unlock();
        }
    }

    /** What one transaction does. */
    interface Work<T> {
        T in(Session session) throws SQLException;
    }
}
