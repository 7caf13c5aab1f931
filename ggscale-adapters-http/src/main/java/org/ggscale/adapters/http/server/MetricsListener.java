package org.ggscale.adapters.http.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers {@code GET /metrics} to whoever collects them.
 *
 * <p>It asks for no token, so it belongs on loopback or a network of its own.
 */
public final class MetricsListener implements AutoCloseable {
    private final HttpListener listener;

    private MetricsListener(InetSocketAddress address, Function<String, Page> pages) {
        Router router = new Router(List.of(
                Route.get("metrics", "/metrics", call -> page(call, pages)).withoutToken()));
        Dispatcher dispatcher =
                new Dispatcher(router, Optional.empty(), new BodyReader(Limits.DEFAULT), Optional.empty());
        listener = new HttpListener(address, dispatcher, Limits.DEFAULT, RequestObserver.none());
    }

    /**
     * Returns a listener for an address that is not bound yet; port 0 takes any free port.
     *
     * @param pages makes the page for the header {@code Accept} of a request
     */
    public static MetricsListener create(String host, int port, Function<String, Page> pages) {
        return new MetricsListener(InetSocketAddress.createUnresolved(host, port), pages);
    }

    private static Answer page(Call call, Function<String, Page> pages) {
        Page page = pages.apply(call.header("Accept").orElse(""));
        return (request, response, callback) -> {
            Answer.head(response, 200, page.contentType());
            response.write(true, ByteBuffer.wrap(page.text()), callback);
        };
    }

    /**
     * Binds the address and begins to answer.
     *
     * @throws IOException when the address cannot be bound; nothing is left open then
     */
    public void start() throws IOException {
        listener.start();
    }

    /** Returns the address that is bound. */
    public InetSocketAddress address() {
        return listener.address();
    }

    @Override
    public void close() {
        listener.close();
    }

    /** All metrics in one of their text forms. */
    public record Page(String contentType, byte[] text) {}
}
