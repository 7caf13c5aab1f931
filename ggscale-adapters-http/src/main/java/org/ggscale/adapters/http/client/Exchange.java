package org.ggscale.adapters.http.client;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.internal.connection.RealConnection;
import org.jspecify.annotations.Nullable;

/** One request on one connection, as seen below okhttp's own interceptors. Travels as the tag of its request. */
final class Exchange {
    private @Nullable EngineInput input;
    private boolean reused;
    private int status;

    /** Returns the status that the engine sent. */
    int status() {
        return status;
    }

    /** Returns whether the request went over a kept connection and not one byte came back. */
    boolean endedUnheard() {
        return reused && input != null && !input.heard();
    }

    /** Lets the engine go on, since what it sent was taken. */
    void renewAllowance() {
        if (input != null) {
            input.renewAllowance();
        }
    }

    private void begin(RealConnection connection) throws IOException {
        EngineInput engine = connection.socket().getOption(EngineSocket.INPUT);
        reused = engine.used();
        if (reused && !isQuiet(connection, engine)) {
            connection.noNewExchanges();
            throw new StaleConnectionException();
        }
        engine.expect();
        input = engine;
    }

    /**
     * Returns whether a kept connection is open and has no bytes left over, neither in the socket nor in okhttp's buffer.
     *
     * <p>okhttp checks only what was idle for ten seconds, never before a GET, and takes leftover bytes for health: it would
     * read them as the next answer. So its check is made to run always, and that it went down to the socket proves its
     * buffer empty.
     */
    private static boolean isQuiet(RealConnection connection, EngineInput engine) {
        connection.setIdleAtNs(System.nanoTime() - RealConnection.IDLE_CONNECTION_HEALTHY_NS);
        engine.probe();
        boolean healthy = connection.isHealthy(true);
        return engine.probed() && healthy;
    }

    /**
     * Runs every exchange of a client.
     *
     * <p>okhttp follows up on an answer by its status: redirects, credentials, 408, 421, 503 with {@code Retry-After}. So it
     * is shown 200 for each of them; the real one is kept aside.
     */
    static final class Tap implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            Request request = chain.request();
            Exchange exchange = request.tag(Exchange.class);
            if (exchange == null || !(chain.connection() instanceof RealConnection connection)) {
                throw new IllegalStateException("not a call to an engine");
            }
            exchange.begin(connection);
            Response response = proceed(chain, request);
            exchange.status = response.code();
            return response.newBuilder().code(200).build();
        }

        /** okhttp throws, at once or when the body is read, as if the caller were wrong, where a number is below zero. */
        private static Response proceed(Chain chain, Request request) throws IOException {
            Response response;
            try {
                response = chain.proceed(request);
            } catch (IllegalStateException e) {
                throw new GarbledAnswerException("the engine does not speak HTTP: " + e.getMessage());
            }
            if (response.body().contentLength() < -1) {
                throw new GarbledAnswerException("the engine announces a length below zero");
            }
            return response;
        }
    }
}
