package org.ggscale.adapters.http.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.ggscale.core.GgScale;
import org.jspecify.annotations.Nullable;

/**
 * The internal REST surface of a host: what a lobby, an admin console or a game server calls, and the probes.
 *
 * <pre>{@code
 * try (var listener = InternalListener.builder(ggscale).address("127.0.0.1", 8081).build()) {
 *     listener.start();
 *     ...
 * }
 * }</pre>
 *
 * <p>It is never open to players. Without a token it belongs on loopback. The contract is
 * {@code docs/reference/internal-openapi.yaml}.
 */
public final class InternalListener implements AutoCloseable {
    private final Router router;
    private final EventTailer tailer;
    private final HttpListener listener;
    private volatile boolean draining;

    private InternalListener(Builder builder) {
        GgScale ggscale = builder.ggscale;
        tailer = new EventTailer(ggscale.storage().runtimeEvents(), builder.limits);
        router = new Router(Stream.of(
                        new RuntimeRoutes(ggscale).routes(),
                        new EngineVersionRoutes(ggscale).routes(),
                        new MembershipRoutes(ggscale.memberships()).routes(),
                        new PlayRoutes(ggscale.play()).routes(),
                        new EventRoutes(ggscale.storage().runtimeEvents(), tailer).routes(),
                        new ProbeRoutes(builder.readiness, () -> draining).routes())
                .flatMap(List::stream)
                .toList());
        Dispatcher dispatcher = new Dispatcher(
                router,
                Optional.ofNullable(builder.token).map(BearerToken::new),
                new BodyReader(builder.limits),
                Optional.of(ggscale.storage().tenants()));
        listener = new HttpListener(builder.address, dispatcher, builder.limits, builder.observer);
    }

    /** Returns a builder of a listener for this backend, on a free port of the loopback address unless told otherwise. */
    public static Builder builder(GgScale ggscale) {
        return new Builder(ggscale);
    }

    /**
     * Binds the address and begins to answer.
     *
     * @throws IOException when the address cannot be bound; nothing is left open then
     */
    public void start() throws IOException {
        listener.start();
    }

    /** Returns the address that is bound, with the port that was found when 0 was asked for. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** Ends the event streams, takes no more requests, waits for those in hand, and closes. */
    @Override
    public void close() {
        draining = true;
        tailer.close();
        listener.close();
    }

    List<Route> routes() {
        return router.routes();
    }

    Server server() {
        return listener.server();
    }

    int openStreams() {
        return tailer.readers();
    }

    /** Builds an {@link InternalListener}. */
    public static final class Builder {
        private final GgScale ggscale;
        private InetSocketAddress address = InetSocketAddress.createUnresolved("127.0.0.1", 0);
        private Limits limits = Limits.DEFAULT;
        private Supplier<Map<String, String>> readiness;
        private RequestObserver observer = RequestObserver.none();
        private @Nullable String token;

        private Builder(GgScale ggscale) {
            this.ggscale = ggscale;
            this.readiness = () -> Map.of("database", ggscale.storage().check().orElse("ok"));
        }

        /** Sets the address to listen on; port 0 takes any free port. */
        public Builder address(String host, int port) {
            address = InetSocketAddress.createUnresolved(host, port);
            return this;
        }

        /** Requires a bearer token for everything but the probes. */
        public Builder token(String value) {
            token = value;
            return this;
        }

        /**
         * Sets what readiness is made of: the store alone unless told otherwise.
         *
         * @param checks {@code ok}, or a sentence on what stands in the way, by the name of the check
         */
        public Builder readiness(Supplier<Map<String, String>> checks) {
            readiness = checks;
            return this;
        }

        /** Sets how long requests in hand are waited for at close: 20 s unless told otherwise. */
        public Builder drainTimeout(Duration value) {
            limits = limits.drain(value);
            return this;
        }

        /** Sets who watches the requests: nobody unless told otherwise. */
        public Builder observer(RequestObserver value) {
            observer = value;
            return this;
        }

        Builder limits(Limits value) {
            limits = value;
            return this;
        }

        /** Wires the parts; does no I/O. */
        public InternalListener build() {
            return new InternalListener(this);
        }
    }
}
