package org.ggscale.adapters.http.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One caller with a connection that is kept as long as the other side keeps it. */
final class FuzzCaller {
    private static final int BATCH = 16;

    private final ApiDocument.Operation operation;
    private final FuzzedRequests requests;
    private final Fuzz.Tally tally;
    private final Supplier<Wire> wires;
    private Wire wire;
    private Ask last = Ask.get("/");
    private Ask before = last;

    FuzzCaller(ApiDocument.Operation operation, FuzzedRequests requests, Fuzz.Tally tally, Supplier<Wire> wires) {
        this.operation = operation;
        this.requests = requests;
        this.tally = tally;
        this.wires = wires;
        this.wire = wires.get();
    }

    /** Calls so many times, or until somebody has got a wrong answer. */
    void run(int count) {
        try {
            call(count);
        } catch (RuntimeException | AssertionError e) {
            tally.wrong.add(last + " -> " + e + " after " + before);
        }
    }

    private void call(int count) {
        List<Ask> batch = new ArrayList<>();
        for (int i = 0; i < count && tally.wrong.isEmpty(); i++) {
            Ask ask = requests.next();
            if (requests.chance(1)) {
                tally.add(broken(requests.broken(ask)));
            } else {
                batch.add(ask);
            }
            if (!calm(ask) || batch.size() == BATCH || i == count - 1) {
                exchange(batch);
                batch.clear();
            }
        }
        wire.close();
    }

    /** Returns whether the connection surely lives on, so that others may follow before the answer has come. */
    private boolean calm(Ask ask) {
        return !operation.id().equals("internalStreamEvents")
                && ask.target().length() < 8_000
                && ask.target().chars().allMatch(c -> Character.isLetterOrDigit(c) || "/-?&=.+_".indexOf(c) >= 0)
                && ask.body().length < 10_000;
    }

    /** Sends requests at once and reads their answers; whatever a closed connection swallowed is sent again. */
    private void exchange(List<Ask> batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        batch.forEach(ask -> bytes.writeBytes(ask.bytes()));
        wire.send(bytes.toByteArray());
        for (int i = 0; i < batch.size(); i++) {
            before = last;
            last = batch.get(i);
            if (!answered(last)) {
                wire.close();
                wire = wires.get();
                List<Ask> rest = List.copyOf(batch.subList(i + 1, batch.size()));
                if (!rest.isEmpty()) {
                    exchange(rest);
                }
                return;
            }
        }
    }

    /** Returns whether the connection can be used again. */
    private boolean answered(Ask ask) {
        Reply reply = wire.reply(
                headers -> ask.method().equals("HEAD") || headers.containsValue(List.of("text/event-stream")));
        tally.add(reply.status());
        String problem = problem(ask, reply);
        if (!problem.isEmpty()) {
            tally.wrong.add(ask + " -> " + reply.status() + " " + reply.text() + ": " + problem);
        }
        return reply.header("connection").isEmpty()
                && !reply.header("content-type").equals(Optional.of("text/event-stream"));
    }

    private static String problem(Ask ask, Reply reply) {
        if (reply.status() >= 500) {
            return "a defect";
        }
        if (ask.method().equals("HEAD")) {
            return reply.status() < 300 ? "HEAD is no method of any route" : "";
        }
        Optional<ApiDocument.Operation> asked = ApiDocument.find(ask.method(), ask.path());
        if (asked.isPresent()) {
            return asked.get().wrong(reply);
        }
        return List.of(400, 404, 405, 413, 414, 431).contains(reply.status())
                        && reply.json().path("error").path("code").isTextual()
                ? ""
                : "no refusal of what is no route";
    }

    /** Sends what may be no request at all and returns the status of the answer. */
    private int broken(byte[] bytes) {
        try (Wire other = wires.get()) {
            other.send(bytes).socket().shutdownOutput();
            int first = other.read();
            if (first < 0) {
                return 0;
            }
            int status = Integer.parseInt(other.line().split(" ")[1]);
            if (status >= 500) {
                tally.wrong.add(new String(bytes, StandardCharsets.ISO_8859_1) + " -> " + status);
            }
            return status;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
