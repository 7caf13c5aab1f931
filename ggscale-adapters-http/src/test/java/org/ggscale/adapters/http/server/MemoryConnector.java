package org.ggscale.adapters.http.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;

/** Another way into a server: all of it but the sockets. */
final class MemoryConnector extends LocalConnector {
    private static final int PATIENCE_SECONDS = 20;

    private MemoryConnector(Server server, Executor threads, ConnectionFactory factory) {
        super(server, threads, null, null, 1, factory);
    }

    /** Gives a running server a connector with the configuration of the one that it has. */
    static MemoryConnector start(Server server) {
        ConnectionFactory configured = server.getConnectors()[0].getDefaultConnectionFactory();
        MemoryConnector connector =
                new MemoryConnector(server, task -> Thread.ofVirtual().start(task), configured);
        server.addConnector(connector);
        try {
            connector.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return connector;
    }

    /** Opens a connection. */
    Socket socket() {
        return new MemorySocket(connect());
    }

    /** The caller's end of a connection. */
    private static final class MemorySocket extends Socket {
        private final LocalEndPoint end;
        private ByteBuffer arrived = ByteBuffer.allocate(0);

        MemorySocket(LocalEndPoint end) {
            this.end = end;
        }

        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    return await() ? arrived.get() & 0xff : -1;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    if (!await()) {
                        return -1;
                    }
                    int count = Math.min(length, arrived.remaining());
                    arrived.get(bytes, offset, count);
                    return count;
                }
            };
        }

        /** Returns whether there is something to read. */
        private boolean await() throws IOException {
            try {
                if (!arrived.hasRemaining()) {
                    ByteBuffer output = end.waitForOutput(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    if (output == null) {
                        throw new SocketTimeoutException("no answer within " + PATIENCE_SECONDS + " s");
                    }
                    arrived = output;
                }
                return arrived.hasRemaining();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int b) {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    end.addInputAndExecute(
                            ByteBuffer.wrap(bytes, offset, length).slice());
                }
            };
        }

        @Override
        public void shutdownOutput() {
            end.addInputAndExecute((ByteBuffer) null);
        }

        @Override
        public void close() {
            end.close();
        }
    }
}
