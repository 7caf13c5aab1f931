package org.ggscale.adapters.http.client;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import okhttp3.Call;
import okhttp3.Response;

/** An engine's answer: the head, and the body as it comes. */
final class Answer implements Closeable {
    private final Call call;
    private final Exchange exchange;
    private final Response response;
    private final Runnable whenClosed;
    private boolean ended;
    private boolean closed;

    Answer(Call call, Exchange exchange, Response response, Runnable whenClosed) {
        this.call = call;
        this.exchange = exchange;
        this.response = response;
        this.whenClosed = whenClosed;
    }

    int status() {
        return exchange.status();
    }

    /** Returns whether the body comes in another form than it was asked for, such as compressed. */
    boolean encoded() {
        return !"identity".equalsIgnoreCase(response.header("Content-Encoding", "identity"))
                || !"chunked".equalsIgnoreCase(response.header("Transfer-Encoding", "chunked"));
    }

    /** Returns the length that the head announces, or -1. */
    long announcedLength() {
        return response.body().contentLength();
    }

    /** Reads the next piece of the body, as an {@link java.io.InputStream} does. */
    int read(byte[] into, int offset, int length) throws IOException {
        int count = ended ? -1 : response.body().source().read(into, offset, length);
        exchange.renewAllowance();
        ended = count < 0;
        return count;
    }

    /** Reads the body up to a limit; what is longer is cut there. */
    byte[] upTo(int limit) throws IOException {
        byte[] held = new byte[(int) Math.min(limit, announcedLength() < 0 ? 8192 : announcedLength() + 1)];
        int size = 0;
        while (size < limit) {
            if (size == held.length) {
                held = Arrays.copyOf(held, Math.min(limit, 2 * size));
            }
            int count = read(held, size, held.length - size);
            if (count < 0) {
                break;
            }
            size += count;
        }
        return Arrays.copyOf(held, size);
    }

    /** Lets the connection go: to be used again when the body was read to its end, closed at once otherwise. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (!ended) {
                call.cancel();
            }
            response.close();
        } finally {
            whenClosed.run();
        }
    }
}
