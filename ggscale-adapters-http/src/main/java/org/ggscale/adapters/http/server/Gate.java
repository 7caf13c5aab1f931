package org.ggscale.adapters.http.server;

import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/** Lets requests in: stops the clock of their heads, and counts all but the probes, which are answered to the end. */
final class Gate extends Handler.Wrapper {
    private final Dispatcher dispatcher;
    private final RequestObserver observer;

    Gate(Dispatcher dispatcher, RequestObserver observer) {
        super(new GracefulHandler(dispatcher));
        this.dispatcher = dispatcher;
        this.observer = observer;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        RequestLog log = RequestLog.begin(request, response);
        RequestObserver.Observation observation = observer.begin(request.getHeaders()::getValuesList);
        Request.addCompletionListener(request, failure -> {
            RequestObserver.Ending ending = ending(request, response, failure != null);
            observation.ended(ending);
            log.end(request, ending);
        });
        try (MDC.MDCCloseable mark = log.mark()) {
            return pass(request, response, callback);
        } finally {
            observation.handled();
        }
    }

    private static RequestObserver.Ending ending(Request request, Response response, boolean broken) {
        return new RequestObserver.Ending(
                Dispatcher.operation(request),
                response.getStatus(),
                broken,
                Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime()));
    }

    private boolean pass(Request request, Response response, Callback callback) throws Exception {
        // An operation may take longer than a connection may be idle.
        request.addIdleTimeoutListener(timeout -> false);
        if (request.getConnectionMetaData().getConnection().getEndPoint() instanceof TimedEndPoint endPoint) {
            endPoint.headArrived();
            request.addHttpStreamWrapper(stream -> new HttpStream.Wrapper(stream) {
                @Override
                public void succeeded() {
                    endPoint.answered();
                    super.succeeded();
                }
            });
        }
        return dispatcher.isProbe(request)
                ? dispatcher.handle(request, response, callback)
                : super.handle(request, response, callback);
    }
}
