package org.ggscale.adapters.http.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An engine's JSON on its way to a player, byte for byte; when it breaks off, the connection ends without its last chunk. */
record EngineBody(InputStream body) implements Answer {
    private static final Logger LOG = LoggerFactory.getLogger(InternalListener.class);
    private static final int PIECE = 32 * 1024;

    @Override
    public void send(Request request, Response response, Callback callback) {
        Answer.head(response, 200, "application/json");
        try (body) {
            byte[] piece = new byte[PIECE];
            int count;
            while ((count = read(piece)) >= 0) {
                write(response, ByteBuffer.wrap(piece, 0, count));
            }
        } catch (IOException e) {
            callback.failed(e);
            return;
        }
        callback.succeeded();
    }

    private int read(byte[] piece) throws IOException {
        try {
            return body.read(piece);
        } catch (IOException e) {
            LOG.warn("the answer of an engine broke off on its way to a player: {}", e.getMessage());
            throw e;
        }
    }

    private static void write(Response response, ByteBuffer bytes) throws IOException {
        try (Blocker.Callback written = Blocker.callback()) {
            response.write(false, bytes, written);
            written.block();
        }
    }
}
