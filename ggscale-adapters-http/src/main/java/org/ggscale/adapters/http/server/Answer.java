package org.ggscale.adapters.http.server;

import java.nio.ByteBuffer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ggscale.core.Page;

/** What goes back to the caller. */
@FunctionalInterface
interface Answer {
    /** Sends it whole, or at least begins to; the callback is called once it is sent or has failed. */
    void send(Request request, Response response, Callback callback);

    static Answer json(int status, JsonOutput body) {
        return (request, response, callback) -> {
            head(response, status, "application/json");
            response.write(true, ByteBuffer.wrap(body.bytes()), callback);
        };
    }

    /** 204. */
    static Answer noContent() {
        return (request, response, callback) -> {
            response.setStatus(204);
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store").put("X-Content-Type-Options", "nosniff");
            response.write(true, ByteBuffer.allocate(0), callback);
        };
    }

    static <T> Answer list(Page<T> page, Function<T, JsonOutput> form) {
        return json(
                200,
                JsonOutput.object()
                        .with("items", page.items().stream().map(form).toList())
                        .with("next_cursor", page.nextCursor()));
    }

    static void head(Response response, int status, String contentType) {
        response.setStatus(status);
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, contentType)
                .put(HttpHeader.CACHE_CONTROL, "no-store")
                .put("X-Content-Type-Options", "nosniff");
    }
}
