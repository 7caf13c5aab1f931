package org.ggscale.adapters.http.server;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.ggscale.adapters.http.server.RequestObserver.Ending;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/**
 * Gives a request the id that every line of it has in the log, and writes the line of its end.
 *
 * <p>What happens all the time, reads, probes and players' calls, is a line at debug; changes and failures are at info.
 */
final class RequestLog {
    private static final String HEADER = "X-Request-ID";
    private static final String KEY = "request_id";
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final int SHOWN_PATH = 200;
    private static final Logger LOG = LoggerFactory.getLogger("org.ggscale.access");

    private final String id;

    private RequestLog(String id) {
        this.id = id;
    }

    /** Takes the caller's id if it is one, else a new one, and answers it. */
    static RequestLog begin(Request request, Response response) {
        List<String> sent = request.getHeaders().getValuesList(HEADER);
        boolean taken = sent.size() == 1 && WELL_FORMED.matcher(sent.get(0)).matches();
        String id = taken ? sent.get(0) : freshId();
        response.getHeaders().put(HEADER, id);
        return new RequestLog(id);
    }

    /** Nobody has to be kept from guessing it, so it is made fast. */
    private static String freshId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** Marks what this thread logs until the result is closed. */
    MDC.MDCCloseable mark() {
        return MDC.putCloseable(KEY, id);
    }

    /** Writes the line of the end; the query stays out, since nobody knows what callers put there. */
    void end(Request request, Ending ending) {
        Level level = routine(request, ending) ? Level.DEBUG : Level.INFO;
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        String path = String.valueOf(request.getHttpURI().getPath());
        try (MDC.MDCCloseable mark = mark()) {
            LOG.atLevel(level)
                    .addKeyValue("operation", ending.operation())
                    .addKeyValue("status", ending.status())
                    .addKeyValue("took_ms", ending.took().toMillis())
                    .log(
                            "{} {} {} in {} ms{}",
                            request.getMethod(),
                            path.substring(0, Math.min(path.length(), SHOWN_PATH)),
                            ending.status(),
                            ending.took().toMillis(),
                            ending.broken() ? ", broken off" : "");
        }
    }

    private static boolean routine(Request request, Ending ending) {
        boolean read = request.getMethod().equals("GET") && ending.status() < 400;
        return ending.status() < 500 && (read || Dispatcher.isRoutine(request));
    }
}
