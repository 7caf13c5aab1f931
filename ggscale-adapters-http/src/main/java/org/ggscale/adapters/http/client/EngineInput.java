package org.ggscale.adapters.http.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Objects;

/** What comes in from an engine: counted, and looked at without waiting while nothing is expected. */
final class EngineInput extends InputStream {
    /** What may come at once: a handshake, a head, the line of a chunk with a piece of the body, the trailers. */
    private static final int ALLOWANCE = 64 * 1024;

    private final SocketChannel channel;
    private long allowance = ALLOWANCE;
    private boolean used;
    private boolean heard;
    private boolean probing;

    EngineInput(SocketChannel channel) {
        this.channel = channel;
    }

    /** Begins an answer, of which nothing was heard yet. */
    void expect() {
        used = true;
        heard = false;
        renewAllowance();
    }

    /** Lets the engine go on, since what it sent was taken. */
    void renewAllowance() {
        allowance = ALLOWANCE;
    }

    /** Returns whether an answer was expected on this connection before. */
    boolean used() {
        return used;
    }

    /** Returns whether any byte came since {@link #expect}. */
    boolean heard() {
        return heard;
    }

    /** Makes the next read look at the connection and come back at once. */
    void probe() {
        probing = true;
    }

    /** Ends the probe, and returns whether there was a read that looked. */
    boolean probed() {
        boolean looked = !probing;
        probing = false;
        return looked;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (probing) {
            return look();
        }
        if (allowance <= 0) {
            throw new GarbledAnswerException("the engine sends headers, chunk lines or trailers without end");
        }
        int count = channel.socket().getInputStream().read(into, offset, (int) Math.min(length, allowance));
        heard |= count > 0;
        allowance -= Math.max(count, 0);
        return count;
    }

    private int look() throws IOException {
        probing = false;
        channel.configureBlocking(false);
        int count;
        try {
            count = channel.read(ByteBuffer.allocate(1));
        } finally {
            channel.configureBlocking(true);
        }
        if (count == 0) {
            throw new SocketTimeoutException("open and quiet");
        }
        if (count > 0) {
            throw new IOException("the engine sent bytes that nobody asked for");
        }
        return count;
    }

    @Override
    public int available() throws IOException {
        return channel.socket().getInputStream().available();
    }
}
