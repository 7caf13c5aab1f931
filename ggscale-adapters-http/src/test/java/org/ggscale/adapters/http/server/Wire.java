package org.ggscale.adapters.http.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A connection that sends bytes as they are given. */
final class Wire implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    Wire(InetSocketAddress address) {
        this(address, 0);
    }

    /** Opens a connection that takes in only so much before the other side has to wait. */
    Wire(InetSocketAddress address, int receiveBuffer) {
        this(connect(address, receiveBuffer));
    }

    /** Takes over a connection. */
    Wire(Socket connected) {
        try {
            socket = connected;
            in = new BufferedInputStream(connected.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket connect(InetSocketAddress address, int receiveBuffer) {
        try {
            Socket socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(20_000);
            socket.connect(address);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Wire send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    Wire send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply reply() {
        return reply(false);
    }

    Reply reply(boolean headless) {
        return reply(headers -> headless);
    }

    /** Reads an answer whose headers say whether its body is not to be read. */
    Reply reply(Predicate<Map<String, List<String>>> headless) {
        try {
            return Reply.read(in, headless);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one byte, or -1 when the other side has closed. */
    int read() {
        try {
            return in.read();
        } catch (IOException e) {
            return -1;
        }
    }

    /**
     * Reads one line.
     *
     * @throws UncheckedIOException when the other side has closed
     */
    String line() {
        try {
            return Reply.line(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
