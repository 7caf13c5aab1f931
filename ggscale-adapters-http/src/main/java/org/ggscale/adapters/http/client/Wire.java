package org.ggscale.adapters.http.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Sends a request at most once, and gives up on it at its deadline. */
final class Wire implements AutoCloseable {
    /** For one of several addresses of a name; an engine that is slow to accept has been asked three times by then. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final Names names;
    private final InFlight inFlight;
    private final Supplier<Map<String, String>> headers;
    private final OkHttpClient plain;
    private @Nullable OkHttpClient secured;
    private volatile boolean closed;

    Wire(
            Names names,
            EndpointPolicy policy,
            InFlight inFlight,
            Supplier<Map<String, String>> headers,
            ConnectionPool pool) {
        this.names = names;
        this.inFlight = inFlight;
        this.headers = headers;
        plain = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .connectionPool(pool)
                .proxy(Proxy.NO_PROXY)
                .dns(names)
                .socketFactory(new EngineSockets(policy))
                .addNetworkInterceptor(new Exchange.Tap())
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .fastFallback(false)
                .connectTimeout(CONNECT_TIMEOUT)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .build();
    }

    /** Sends a request. */
    Answer send(Request request, Duration timeout) throws IOException {
        return send(request, timeout, 0);
    }

    /** Sends a request, and once more if it was lost on a connection that the engine had closed while it was idle. */
    Answer sendOrRepeat(Request request, Duration timeout) throws IOException {
        return send(request, timeout, 1);
    }

    private Answer send(Request request, Duration timeout, int repeats) throws IOException {
        Deadline deadline = Deadline.in(timeout);
        String engine = request.url().host() + ":" + request.url().port();
        inFlight.enter(engine, deadline);
        boolean answered = false;
        try {
            Answer answer = exchange(request, deadline, repeats, () -> inFlight.leave(engine));
            answered = true;
            return answer;
        } finally {
            if (!answered) {
                inFlight.leave(engine);
            }
        }
    }

    private Answer exchange(Request request, Deadline deadline, int repeats, Runnable whenClosed) throws IOException {
        while (true) {
            Exchange exchange = new Exchange();
            try {
                return attempt(request, exchange, deadline, whenClosed);
            } catch (StaleConnectionException e) {
                // Nothing was written: the next connection, at last a new one, is still the first send.
            } catch (IOException e) {
                if (repeats-- == 0 || !exchange.endedUnheard()) {
                    throw e;
                }
            }
        }
    }

    private Answer attempt(Request request, Exchange exchange, Deadline deadline, Runnable whenClosed)
            throws IOException {
        if (closed || Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException(closed ? "the client is closed" : "interrupted");
        }
        Request.Builder sent = request.newBuilder().tag(Exchange.class, exchange);
        headers.get().forEach(sent::header);
        Call call = client(request).newCall(sent.build());
        call.timeout().timeout(deadline.remaining(), TimeUnit.NANOSECONDS);
        names.until(deadline);
        try {
            return new Answer(call, exchange, call.execute(), whenClosed);
        } catch (ProtocolException e) {
            throw new GarbledAnswerException("the engine does not speak HTTP: " + e.getMessage());
        }
    }

    private OkHttpClient client(Request request) {
        return request.isHttps() ? secured() : plain;
    }

    /** Trust stores are slow to load, and engines are rarely behind TLS. */
    private synchronized OkHttpClient secured() {
        if (secured == null) {
            secured = plain.newBuilder()
                    .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                    .build();
        }
        return secured;
    }

    @Override
    public void close() {
        closed = true;
        plain.dispatcher().cancelAll();
        plain.connectionPool().evictAll();
    }
}
