package org.ggscale.bench.chaos;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Stands between a host and its daemon, and can hold what would start a container: the moment between creating and starting one
 * is too short to be met by chance.
 */
final class StartGate implements AutoCloseable {
    private static final Pattern START = Pattern.compile("POST \\S*/containers/\\S+/start ");

    private final UnixDomainSocketAddress address;
    private final UnixDomainSocketAddress daemon;
    private final ServerSocketChannel server;
    private volatile Hold hold = Hold.open();

    /**
     * @param path where it listens
     * @param daemon what it passes everything on to
     */
    StartGate(Path path, Path daemon) throws IOException {
        this.address = UnixDomainSocketAddress.of(path);
        this.daemon = UnixDomainSocketAddress.of(daemon);
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
        Thread.startVirtualThread(this::accept);
    }

    /** What was decided of the starts that arrive from some moment on. */
    private record Hold(CountDownLatch arrived, CompletableFuture<Boolean> passes) {
        static Hold open() {
            return new Hold(new CountDownLatch(0), CompletableFuture.completedFuture(true));
        }
    }

    /** Returns where it listens. */
    String address() {
        return "unix://" + address;
    }

    /** Holds every start from now on. */
    void hold() {
        hold = new Hold(new CountDownLatch(1), new CompletableFuture<>());
    }

    /** Waits until a start is held; returns whether one is. */
    boolean awaitHeld(Duration time) throws InterruptedException {
        return hold.arrived.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets go of what is held: it is passed on late, or never. */
    void release(boolean late) {
        Hold held = hold;
        hold = Hold.open();
        held.passes.complete(late);
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                SocketChannel onward = SocketChannel.open(daemon);
                Thread.startVirtualThread(() -> pass(client, onward, true));
                Thread.startVirtualThread(() -> pass(onward, client, false));
            } catch (IOException closed) {
                // Looks whether it shall go on.
            }
        }
    }

    private void pass(SocketChannel from, SocketChannel to, boolean requests) {
        ByteBuffer buffer = ByteBuffer.allocate(16_384);
        try (from;
                to) {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                if (requests && isStart(buffer) && !passes()) {
                    return;
                }
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException closed) {
            // Both ends are closed.
        }
    }

    private static boolean isStart(ByteBuffer buffer) {
        return START.matcher(StandardCharsets.ISO_8859_1.decode(buffer.duplicate()))
                .lookingAt();
    }

    private boolean passes() {
        Hold decided = hold;
        decided.arrived.countDown();
        return decided.passes.join();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
