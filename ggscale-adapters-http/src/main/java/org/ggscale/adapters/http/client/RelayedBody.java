package org.ggscale.adapters.http.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A body on its way to a player: what was held back first, then the rest as it comes, each piece checked before it goes. */
final class RelayedBody extends InputStream {
    private final byte[] held;
    private final Answer rest;
    private final JsonCheck check;
    private final long limit;
    private long passed;
    private @Nullable IOException broken;

    RelayedBody(byte[] held, Answer rest, JsonCheck check, long limit) {
        this.held = held;
        this.rest = rest;
        this.check = check;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        int count = passed < held.length ? fromHeld(into, offset, length) : fromRest(into, offset, length);
        passed += Math.max(count, 0);
        return count;
    }

    private int fromHeld(byte[] into, int offset, int length) {
        int count = (int) Math.min(length, held.length - passed);
        System.arraycopy(held, (int) passed, into, offset, count);
        return count;
    }

    private int fromRest(byte[] into, int offset, int length) throws IOException {
        if (broken != null) {
            throw new IOException(broken.getMessage(), broken);
        }
        try {
            int count = rest.read(into, offset, length);
            check(into, offset, count);
            return count;
        } catch (IOException e) {
            broken = e;
            rest.close();
            throw e;
        }
    }

    private void check(byte[] bytes, int offset, int count) throws GarbledAnswerException {
        if (count < 0) {
            check.end();
            rest.close();
        } else if (passed + count > limit) {
            throw new GarbledAnswerException("the body is longer than " + limit + " bytes");
        } else {
            check.accept(bytes, offset, offset + count);
        }
    }

    @Override
    public void close() {
        rest.close();
    }
}
