package org.ggscale.adapters.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Stands between an adapter and the daemon, and can cut the wire, or hold everything that is on it. */
final class SocketRelay implements AutoCloseable {
    private final SocketAddress daemon;
    private final Path path;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private ServerSocketChannel server;
    private volatile boolean frozen;

    private SocketRelay(SocketAddress daemon, Path path) throws IOException {
        this.daemon = daemon;
        this.path = path;
        this.server = listen();
    }

    static SocketRelay to(String host) {
        URI uri = URI.create(host);
        try {
            return new SocketRelay(
                    uri.getScheme().equals("unix")
                            ? UnixDomainSocketAddress.of(uri.getPath())
                            : new InetSocketAddress(uri.getHost(), uri.getPort()),
                    Files.createTempDirectory("relay").resolve("docker.sock"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "unix://" + path;
    }

    /** Nothing passes any more, and nothing ends: a daemon that is stopped with a signal. */
    void freeze() {
        frozen = true;
    }

    /** Lets everything pass again. */
    void thaw() {
        frozen = false;
    }

    /** Cuts all connections, and takes new ones: a daemon that was restarted. */
    void cut() {
        open.forEach(SocketRelay::end);
        open.clear();
    }

    private ServerSocketChannel listen() throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(path));
        Thread.startVirtualThread(() -> accept(listening));
        return listening;
    }

    private void accept(ServerSocketChannel listening) {
        while (listening.isOpen()) {
            try {
                SocketChannel client = listening.accept();
                SocketChannel onward = SocketChannel.open(daemon);
                open.add(client);
                open.add(onward);
                Thread.startVirtualThread(() -> pass(client, onward));
                Thread.startVirtualThread(() -> pass(onward, client));
            } catch (IOException closed) {
                // Looks whether it shall go on.
            }
        }
    }

    private void pass(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(16_384);
        try (from;
                to) {
            while (from.read(buffer) >= 0) {
                while (frozen) {
                    LockSupport.parkNanos(10_000_000);
                }
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException closed) {
            // Both ends are closed.
        }
    }

    private static void end(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            cut();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
