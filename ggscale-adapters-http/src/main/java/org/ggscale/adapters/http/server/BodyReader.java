package org.ggscale.adapters.http.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/** Takes the bodies of requests: small enough, fast enough, and of the one type that is understood. */
final class BodyReader {
    private static final Pattern JSON = Pattern.compile(
            "application/json[ \\t]*(;[ \\t]*charset=(utf-8|\"utf-8\")[ \\t]*)?", Pattern.CASE_INSENSITIVE);
    private static final int DISCARDED = 8 * 1024 * 1024;
    private static final Duration DISCARDING = Duration.ofSeconds(1);

    private final Limits limits;

    BodyReader(Limits limits) {
        this.limits = limits;
    }

    /** Reads a whole JSON body. */
    byte[] read(Request request, int limit) {
        checkType(request);
        if (request.getLength() > limit) {
            throw Refusal.tooLarge(limit);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        long begin = System.nanoTime();
        boolean last = false;
        while (!last) {
            Duration patience = limits.body().plus(limits.bodyPer16KiB().multipliedBy(body.size() / 16_384));
            Content.Chunk chunk = next(request, begin + patience.toNanos());
            last = chunk.isLast();
            append(chunk, body);
            if (body.size() > limit) {
                throw Refusal.tooLarge(limit);
            }
        }
        return body.toByteArray();
    }

    /** Returns whether a request brings no body at all. */
    boolean isAbsent(Request request) {
        return request.getLength() <= 0 && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    /** Refuses a request that brings a body where none is taken. */
    void refuse(Request request) {
        if (request.getLength() > Route.Body.OBJECT.limit()) {
            throw Refusal.tooLarge(Route.Body.OBJECT.limit());
        }
        if (!isAbsent(request)) {
            throw Refusal.invalid("this route takes no body");
        }
    }

    /**
     * Takes what is still on its way, within reason: a client that is busy sending does not see the answer.
     *
     * @return whether that was all; the connection cannot be used again when it was not
     */
    boolean discard(Request request) {
        if (request.getHeaders().contains(HttpHeader.EXPECT)) {
            return isAbsent(request);
        }
        long end = System.nanoTime() + limits.body().toNanos();
        long count = 0;
        try {
            while (count < DISCARDED) {
                Content.Chunk chunk = next(request, Math.min(end, System.nanoTime() + DISCARDING.toNanos()));
                if (Content.Chunk.isFailure(chunk)) {
                    return false;
                }
                count += chunk.remaining();
                chunk.release();
                if (chunk.isLast()) {
                    return true;
                }
            }
        } catch (Refusal e) {
            // Too slow.
        }
        return false;
    }

    private static void checkType(Request request) {
        List<String> types = request.getHeaders().getValuesList(HttpHeader.CONTENT_TYPE);
        if (types.size() != 1 || !JSON.matcher(types.get(0)).matches()) {
            throw new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "a body is application/json in UTF-8");
        }
        if (request.getHeaders().contains(HttpHeader.CONTENT_ENCODING)) {
            throw new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "a body has no Content-Encoding");
        }
    }

    private static void append(Content.Chunk chunk, ByteArrayOutputStream body) {
        if (Content.Chunk.isFailure(chunk)) {
            throw Refusal.invalid("the body is broken off or badly framed");
        }
        ByteBuffer bytes = chunk.getByteBuffer();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        body.writeBytes(copy);
        chunk.release();
    }

    /** Waits for the next piece; the connection's idle timeout wakes the wait, so that no demand is left behind. */
    private Content.Chunk next(Request request, long deadline) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        try {
            while (true) {
                Content.Chunk chunk = request.read();
                if (chunk != null && !timedOut(chunk)) {
                    return chunk;
                }
                long remaining = deadline - System.nanoTime();
                if (remaining <= 0) {
                    throw new Refusal(408, ErrorCode.INVALID_REQUEST, "the body did not arrive in time");
                }
                endPoint.setIdleTimeout(remaining / 1_000_000 + 1);
                Semaphore available = new Semaphore(0);
                request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, available::release));
                available.acquireUninterruptibly();
            }
        } finally {
            endPoint.setIdleTimeout(limits.idle().toMillis());
        }
    }

    private static boolean timedOut(Content.Chunk chunk) {
        return Content.Chunk.isFailure(chunk, false) && chunk.getFailure() instanceof TimeoutException;
    }
}
