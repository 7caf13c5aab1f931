package org.ggscale.adapters.postgres.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A database cluster on disk and the server that works on it, driven through {@code initdb} and {@code pg_ctl}.
 *
 * <p>{@code pg_ctl} starts the server in a session of its own, so that Ctrl-C on a terminal ends it no sooner than its
 * user does.
 */
final class Cluster {
    private static final int PORT_TRIES = 5;
    private static final Map<String, String> SETTINGS = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "fsync", "on",
            "synchronous_commit", "on",
            "timezone", "UTC",
            "log_timezone", "UTC");

    private final Path directory;
    private final Path data;
    private final Path log;
    private final Path programs;
    private final Map<String, String> settings = new LinkedHashMap<>(SETTINGS);
    private final Unprivileged user;

    Cluster(Path directory, Path programs, Map<String, String> settings) throws IOException {
        this.directory = directory;
        this.data = directory.resolve("data");
        this.log = directory.resolve("postgres.log");
        this.programs = programs;
        this.settings.putAll(settings);
        this.user = Unprivileged.find();
    }

    /** Starts the server on a free port and returns that. */
    int start(Logins logins) throws IOException {
        if (!Files.exists(data)) {
            initialize(logins);
        }
        if (Leftover.of(data).isRunning()) {
            stop();
        }
        user.own(data);
        rotateLog();
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            try {
                run(
                        "pg_ctl",
                        "-D",
                        data.toString(),
                        "-l",
                        log.toString(),
                        "-w",
                        "-t",
                        "300",
                        "-o",
                        options(port),
                        "start");
                return port;
            } catch (IOException e) {
                if (attempt == PORT_TRIES || !Files.readString(log).contains("Address already in use")) {
                    throw new IOException("the PostgreSQL server in " + directory + " does not start: " + tail(log), e);
                }
            }
        }
    }

    void stop() throws IOException {
        try {
            run("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "-t", "30", "stop");
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            run("pg_ctl", "-D", data.toString(), "-m", "immediate", "-w", "-t", "30", "stop");
        }
    }

    /** Makes the cluster aside and renames it, so that an interrupted attempt leaves none that is half done. */
    private void initialize(Logins logins) throws IOException {
        Path fresh = directory.resolve("data.new");
        Trees.delete(fresh);
        Files.createDirectory(fresh);
        user.own(fresh);
        Path secret = Logins.createPrivate(directory.resolve("initdb.password"));
        try {
            Files.writeString(secret, logins.password(Logins.SUPERUSER));
            user.own(secret);
            run(
                    "initdb",
                    "-D",
                    fresh.toString(),
                    "-U",
                    Logins.SUPERUSER,
                    "--auth=scram-sha-256",
                    "--pwfile=" + secret,
                    "--encoding=UTF8",
                    "--no-locale");
        } finally {
            Files.delete(secret);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private String options(int port) {
        return "-p " + port
                + settings.entrySet().stream()
                        .map(setting -> " -c " + setting.getKey() + "='" + setting.getValue() + "'")
                        .collect(Collectors.joining());
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(user.prefix());
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = directory.resolve("command.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(program + " failed in " + directory + ": " + tail(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + program + " ran in " + directory);
        }
    }

    private void rotateLog() throws IOException {
        if (Files.exists(log)) {
            Files.move(log, directory.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.createFile(log);
        user.own(log);
    }

    private static String tail(Path file) throws IOException {
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
