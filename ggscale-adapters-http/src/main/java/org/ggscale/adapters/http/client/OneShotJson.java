package org.ggscale.adapters.http.client;

import java.io.IOException;
import java.util.Arrays;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A JSON body out of pieces, which okhttp may write only once. */
final class OneShotJson extends RequestBody {
    private static final MediaType JSON = MediaType.get("application/json");

    private final byte[][] pieces;

    OneShotJson(byte[]... pieces) {
        this.pieces = pieces;
    }

    @Override
    public MediaType contentType() {
        return JSON;
    }

    @Override
    public long contentLength() {
        return Arrays.stream(pieces).mapToLong(piece -> piece.length).sum();
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        for (byte[] piece : pieces) {
            sink.write(piece);
        }
    }
}
