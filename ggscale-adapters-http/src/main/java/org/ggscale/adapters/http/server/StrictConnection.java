package org.ggscale.adapters.http.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;

/**
 * A connection that answers what is no request itself, on the thread that reads it, and ends with that.
 *
 * <p>Jetty has another thread answer while the first one reads on: with more bytes behind such a request the connection could
 * be closed before the answer was sent, and one buffer be read by two connections.
 */
final class StrictConnection extends HttpConnection {
    private static final int DRAINED = 1024 * 1024;

    private volatile boolean ended;

    private StrictConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
        super(configuration, connector, endPoint);
    }

    @Override
    protected RequestHandler newRequestHandler() {
        return new RequestHandler() {
            @Override
            public void badMessage(HttpException failure) {
                refuse(ErrorAnswers.refusal(failure.getCode(), String.valueOf(failure.getReason())));
            }
        };
    }

    private void refuse(Refusal refusal) {
        ended = true;
        getEndPoint().write(Callback.from(this::end), ByteBuffer.wrap(refusal.last()));
    }

    /** Takes what has arrived, or the kernel would reset the connection. */
    private void end() {
        ByteBuffer ignored = ByteBuffer.allocate(8 * 1024);
        try {
            int drained = 0;
            for (int filled = 1; filled > 0 && drained < DRAINED; drained += filled) {
                filled = getEndPoint().fill(ignored.clear().flip());
            }
            getEndPoint().close();
        } catch (IOException e) {
            getEndPoint().close(e);
        }
    }

    /** Nothing is read after the end, whoever calls. */
    @Override
    public void onFillable() {
        if (!ended) {
            super.onFillable();
        }
    }

    /** Makes such connections. */
    static final class Factory extends HttpConnectionFactory {
        Factory(HttpConfiguration configuration) {
            super(configuration);
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            return configure(new StrictConnection(getHttpConfiguration(), connector, endPoint), connector, endPoint);
        }
    }
}
