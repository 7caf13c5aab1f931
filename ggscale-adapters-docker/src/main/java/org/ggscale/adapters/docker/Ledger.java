package org.ggscale.adapters.docker;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;

/**
 * The containers that this node has started, one file each, written before the container is created.
 *
 * <p>It is the proof that a container is ours: labels can be copied, and images bring their own. It also lets published ports
 * rest, so that late calls find nobody.
 */
final class Ledger {
    private static final String SUFFIX = ".instance";
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Path directory;
    private final int firstPort;
    private final int ports;
    private final Duration rest;
    private final InstantSource clock;
    private final Map<UUID, Slip> slips = new ConcurrentHashMap<>();
    private int last;
    private boolean loaded;

    Ledger(Path directory, int firstPort, int lastPort, Duration rest, InstantSource clock) {
        this.directory = directory;
        this.firstPort = firstPort;
        this.ports = lastPort - firstPort + 1;
        this.rest = rest;
        this.clock = clock;
        this.last = ThreadLocalRandom.current().nextInt(ports);
    }

    /** Finds what was written down of a container that may be there. */
    synchronized Optional<Slip> find(GameId gameId, InstanceToken token) throws IOException {
        load();
        return slips.values().stream().filter(slip -> slip.names(gameId, token)).findFirst();
    }

    /** Returns whether a container of a game may be there. */
    synchronized boolean knows(GameId gameId) throws IOException {
        load();
        return slips.values().stream()
                .anyMatch(slip -> slip.gameId().equals(gameId) && slip.gone().isEmpty());
    }

    /** Returns whether any container may be there. */
    synchronized boolean knowsAny() throws IOException {
        load();
        return slips.values().stream().anyMatch(slip -> slip.gone().isEmpty());
    }

    /** Writes a container down that is published on a port which is free and has rested. */
    synchronized Slip write(Specification specification, IntFunction<EngineEndpoint> endpoint) throws IOException {
        load();
        forgetRested();
        int port = takePort();
        return write(slip(specification, endpoint.apply(port), port));
    }

    private static Slip slip(Specification specification, EngineEndpoint endpoint, int port) {
        return new Slip(
                UUID.randomUUID(), specification.token(), specification.gameId(), endpoint, port, Optional.empty());
    }

    /** Writes down that no container of a game is there: from now on their addresses rest. */
    synchronized void gone(GameId gameId) throws IOException {
        load();
        for (Slip slip : slips.values()) {
            if (slip.gameId().equals(gameId) && slip.gone().isEmpty()) {
                write(slip.gone(clock.instant()));
            }
        }
    }

    private Slip write(Slip slip) throws IOException {
        Path file = file(slip.id());
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try (FileOutputStream out = new FileOutputStream(draft.toFile())) {
            slip.write().store(out, null);
            out.getFD().sync();
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
        slips.put(slip.id(), slip);
        return slip;
    }

    private void load() throws IOException {
        if (loaded) {
            return;
        }
        Files.createDirectories(directory);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                Slip slip = read(file);
                slips.put(slip.id(), slip);
            }
        }
        loaded = true;
    }

    private static Slip read(Path file) throws IOException {
        Properties properties = new Properties();
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            properties.load(in);
            String name = file.getFileName().toString();
            return Slip.read(UUID.fromString(name.substring(0, name.length() - SUFFIX.length())), properties);
        } catch (RuntimeException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void forgetRested() throws IOException {
        Instant latest = clock.instant().minus(rest);
        for (Slip slip : List.copyOf(slips.values())) {
            if (slip.gone().filter(at -> at.isBefore(latest)).isPresent()) {
                Files.deleteIfExists(file(slip.id()));
                slips.remove(slip.id());
            }
        }
    }

    private Path file(UUID id) {
        return directory.resolve(id + SUFFIX);
    }

    private int takePort() throws IOException {
        for (int i = 1; i <= ports; i++) {
            int offset = (last + i) % ports;
            int port = firstPort + offset;
            if (slips.values().stream().noneMatch(slip -> slip.port() == port) && free(port)) {
                last = offset;
                return port;
            }
        }
        throw new IOException(
                "no port of " + firstPort + " to " + (firstPort + ports - 1) + " is free and has rested for " + rest);
    }

    private static boolean free(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
            return true;
        } catch (BindException taken) {
            return false;
        }
    }
}
