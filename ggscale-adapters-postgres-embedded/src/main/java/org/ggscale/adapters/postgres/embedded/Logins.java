package org.ggscale.adapters.postgres.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/** The logins of the server and their passwords, kept in a file that only its owner reads. */
final class Logins {
    static final String SUPERUSER = "postgres";
    static final String MIGRATOR = "ggscale_migrator";
    static final String APPLICATION = "ggscale_app";
    static final String WORKER = "ggscale_worker";
    private static final String DATABASE = "ggscale";

    private final Properties passwords;

    private Logins(Properties passwords) {
        this.passwords = passwords;
    }

    static Logins open(Path file) throws IOException {
        Properties passwords = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                passwords.load(reader);
            }
            return new Logins(passwords);
        }
        SecureRandom random = new SecureRandom();
        for (String login : List.of(SUPERUSER, MIGRATOR, APPLICATION, WORKER)) {
            byte[] secret = new byte[24];
            random.nextBytes(secret);
            passwords.setProperty(login, HexFormat.of().formatHex(secret));
        }
        Path written = createPrivate(file.resolveSibling(file.getFileName() + ".new"));
        try (Writer writer = Files.newBufferedWriter(written)) {
            passwords.store(writer, "Logins of the PostgreSQL server in this directory");
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        return new Logins(passwords);
    }

    static Path createPrivate(Path file) throws IOException {
        Files.deleteIfExists(file);
        FileAttribute<?>[] mode =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        return Files.createFile(file, mode);
    }

    String password(String login) {
        return passwords.getProperty(login, "");
    }

    String url(String login, int port) {
        return url(login, port, DATABASE);
    }

    private String url(String login, int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + login + "&password="
                + password(login);
    }

    /** Creates what is missing of the logins and the database. */
    void create(int port) throws IOException {
        try (Connection connection = DriverManager.getConnection(url(SUPERUSER, port, "postgres"));
                Statement statement = connection.createStatement()) {
            for (String login : List.of(MIGRATOR, APPLICATION, WORKER)) {
                if (isMissing(statement, "select from pg_roles where rolname = '" + login + "'")) {
                    statement.execute("create role " + login + " login password '" + password(login) + "'");
                }
            }
            if (isMissing(statement, "select from pg_database where datname = '" + DATABASE + "'")) {
                statement.execute("create database " + DATABASE + " owner " + MIGRATOR);
            }
        } catch (SQLException e) {
            throw new IOException("the logins of the embedded PostgreSQL cannot be created: " + e.getMessage(), e);
        }
    }

    private static boolean isMissing(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return !found.next();
        }
    }
}
