package org.ggscale.adapters.process;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Gives out ports in turn, and none again before it has rested since its engine ended: late calls find nobody.
 *
 * <p>Kept in a file, so that it holds over restarts of the host.
 */
final class Ports {
    private static final String LAST = "last";
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Path file;
    private final int first;
    private final int count;
    private final Duration rest;
    private final InstantSource clock;
    private final Map<Integer, Instant> used = new ConcurrentHashMap<>();
    private int last;

    /**
     * Begins anywhere: hosts of one machine have the same range, and would give engines that start at once the same port, or
     * one that rests elsewhere.
     */
    private Ports(Path file, int first, int last, Duration rest, InstantSource clock) {
        this.file = file;
        this.first = first;
        this.count = last - first + 1;
        this.rest = rest;
        this.clock = clock;
        this.last = ThreadLocalRandom.current().nextInt(first, last + 1);
    }

    static Ports load(Path file, int first, int last, Duration rest, InstantSource clock) throws IOException {
        Ports ports = new Ports(file, first, last, rest, clock);
        Properties properties = PropertyFile.read(file);
        for (String name : properties.stringPropertyNames()) {
            if (name.equals(LAST)) {
                ports.last = Integer.parseInt(properties.getProperty(name));
            } else {
                ports.used.put(Integer.valueOf(name), Instant.parse(properties.getProperty(name)));
            }
        }
        return ports;
    }

    /**
     * Takes the next port that is free and has rested.
     *
     * @throws IOException when there is none, or it cannot be written down
     */
    synchronized int take() throws IOException {
        for (int i = 1; i <= count; i++) {
            int port = first + Math.floorMod(last - first + i, count);
            if (!rests(port) && free(port)) {
                last = port;
                stamp(List.of(port));
                return port;
            }
        }
        throw new IOException(
                "no port of " + first + " to " + (first + count - 1) + " is free and has rested for " + rest);
    }

    /** Lets ports rest from now on. */
    synchronized void release(Collection<Integer> ports) throws IOException {
        stamp(ports);
    }

    private void stamp(Collection<Integer> ports) throws IOException {
        ports.forEach(port -> used.put(port, clock.instant()));
        used.keySet().removeIf(each -> !rests(each));
        Properties properties = new Properties();
        properties.setProperty(LAST, Integer.toString(last));
        used.forEach((each, at) -> properties.setProperty(each.toString(), at.toString()));
        PropertyFile.write(file, properties);
    }

    private boolean rests(int port) {
        Instant at = used.get(port);
        return at != null && clock.instant().isBefore(at.plus(rest));
    }

    private static boolean free(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(false);
            socket.bind(address(port));
            return true;
        } catch (BindException taken) {
            return false;
        }
    }

    static InetSocketAddress address(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
    }
}
