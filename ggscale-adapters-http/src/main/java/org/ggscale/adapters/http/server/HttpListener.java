package org.ggscale.adapters.http.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Jetty server for one routing table: HTTP/1.1, one address, requests on virtual threads. */
final class HttpListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InternalListener.class);
    private static final int PLATFORM_THREADS = 16;

    private final Server server;
    private final ServerConnector connector;

    HttpListener(InetSocketAddress address, Dispatcher dispatcher, Limits limits, RequestObserver observer) {
        QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS);
        threads.setName("ggscale-http");
        // Operations wait for engines for as long as those may take, so their number is not bounded here.
        threads.setVirtualThreadsExecutor(new VirtualThreadPool(0));
        server = new Server(threads);
        server.setErrorHandler(new ErrorAnswers());
        server.setHandler(new Gate(dispatcher, observer));
        server.setStopTimeout(limits.drain().toMillis());
        connector = new TimedConnector(server, limits);
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(limits.idle().toMillis());
        server.addConnector(connector);
    }

    /**
     * Binds the address and begins to answer.
     *
     * @throws IOException when the address cannot be bound
     */
    void start() throws IOException {
        try {
            connector.open();
            server.start();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        } catch (Exception e) {
            close();
            throw new IOException(e);
        }
    }

    /** Returns the address that is bound. */
    InetSocketAddress address() {
        try {
            return (InetSocketAddress) ((ServerSocketChannel) connector.getTransport()).getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Server server() {
        return server;
    }

    /** Takes no more connections, waits for the requests in hand, and closes. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (TimeoutException e) {
            LOG.warn("requests in hand were given up after {} ms", server.getStopTimeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("the listener did not close well", e);
        }
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(Limits.HEAD_BYTES);
        // Paths are matched as they were sent and decoded by PercentEncoding alone, so none is ambiguous.
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        return configuration;
    }

    private static final class TimedConnector extends ServerConnector {
        private final Limits limits;

        TimedConnector(Server server, Limits limits) {
            super(server, 1, 1, new StrictConnection.Factory(configuration()));
            this.limits = limits;
        }

        @Override
        protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
            TimedEndPoint endPoint = new TimedEndPoint(channel, selector, key, getScheduler(), limits.head());
            endPoint.setIdleTimeout(getIdleTimeout());
            return endPoint;
        }
    }
}
