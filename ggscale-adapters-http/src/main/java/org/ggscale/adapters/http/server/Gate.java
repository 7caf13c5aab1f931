package org.ggscale.adapters.http.server;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;

/** Lets requests in: stops the clock of their heads, and counts all but the probes, which are answered to the end. */
final class Gate extends Handler.Wrapper {
    private final Dispatcher dispatcher;

    Gate(Dispatcher dispatcher) {
        super(new GracefulHandler(dispatcher));
        this.dispatcher = dispatcher;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
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
