package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ggscale.core.Page;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.tenant.TenantId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A thousand odd requests for each operation of the document.
 *
 * <p>None makes an answer of 500 or none at all, each answer is one that the document has, and nothing half-done stays. Other
 * requests are made with {@code -Dggscale.fuzz.seed=}, more of them with {@code -Dggscale.fuzz.count=}.
 */
class FuzzTest {
    private static final long SEED = Long.getLong("ggscale.fuzz.seed", 1);
    private static final int COUNT = Integer.getInteger("ggscale.fuzz.count", 1_000);
    private static final int CONNECTIONS = 8;
    private static final int BATCH = 16;

    static Stream<ApiDocument.Operation> operations() {
        return ApiDocument.operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatever_is_asked_is_answered_as_the_document_says(ApiDocument.Operation operation)
            throws InterruptedException {
        try (Surface surface = new Surface()) {
            List<String> games = List.of(surface.register(), surface.register(), surface.register());
            List.of("1.0.1", "2.0.0").forEach(surface::version);
            Queue<String> wrong = new ConcurrentLinkedQueue<>();
            Tally tally = new Tally();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                Random random = new Random(SEED * 31 + i);
                threads.add(Thread.ofVirtual()
                        .start(() -> run(
                                surface,
                                new Caller(operation, new FuzzedRequests(operation, games, random), tally, wrong))));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(wrong.stream().limit(5))
                    .as("with -Dggscale.fuzz.seed=%d", SEED)
                    .isEmpty();
            assertThat(tally.answers.get()).isEqualTo(COUNT / CONNECTIONS * CONNECTIONS);
            assertThat(tally.statuses.keySet()).contains(400).containsAnyOf(200, 201, 204);
            assertThat(surface.ggscale.turns().awaitIdle(Duration.ofSeconds(20)))
                    .isTrue();
            assertNothingIsHalfDone(surface, operation, tally);
        }
    }

    private static void run(Surface surface, Caller caller) {
        try {
            caller.call(surface, COUNT / CONNECTIONS);
        } catch (RuntimeException | AssertionError e) {
            caller.wrong.add(caller.last + " -> " + e + " after " + caller.before);
        }
    }

    private static void assertNothingIsHalfDone(Surface surface, ApiDocument.Operation operation, Tally tally) {
        List<RuntimeRecord> records = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<RuntimeRecord> page = surface.ggscale
                    .storage()
                    .runtimeRecords()
                    .list(TenantId.DEFAULT, Optional.empty(), new Page.Request(cursor, 200));
            records.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        int created = operation.id().equals("internalRegisterRuntime") ? tally.count(201) : 0;
        assertThat(records).hasSize(3 + created);
        assertThat(records).extracting(RuntimeRecord::status).isSubsetOf(RuntimeStatus.RUNNING, RuntimeStatus.STOPPED);
        assertThat(surface.games.keySet())
                .isSubsetOf(
                        records.stream().map(record -> record.key().gameId()).toList());
        assertThat(records)
                .allSatisfy(record -> assertThat(surface.ggscale
                                .storage()
                                .operationLog()
                                .list(record.key(), Page.Request.first(200))
                                .items())
                        .extracting(OperationEntry::status)
                        .doesNotContain(OperationEntry.Status.STARTED));
        long turns = records.stream().mapToLong(RuntimeRecord::currentTurn).sum();
        assertThat(turns).isEqualTo(operation.id().equals("internalForceNextTurn") ? tally.count(200) : 0);
    }

    /** What was answered. */
    private static final class Tally {
        final AtomicInteger answers = new AtomicInteger();
        final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();

        void add(int status) {
            answers.incrementAndGet();
            statuses.computeIfAbsent(status, key -> new AtomicInteger()).incrementAndGet();
        }

        int count(int status) {
            return statuses.getOrDefault(status, new AtomicInteger()).get();
        }
    }

    /** One caller with a connection that is kept as long as the other side keeps it. */
    private static final class Caller {
        private final ApiDocument.Operation operation;
        private final FuzzedRequests requests;
        private final Tally tally;
        private final Queue<String> wrong;
        private Wire wire;
        private Ask last = Ask.get("/");
        private Ask before = last;

        Caller(ApiDocument.Operation operation, FuzzedRequests requests, Tally tally, Queue<String> wrong) {
            this.operation = operation;
            this.requests = requests;
            this.tally = tally;
            this.wrong = wrong;
        }

        void call(Surface surface, int count) {
            wire = surface.wire();
            List<Ask> batch = new ArrayList<>();
            for (int i = 0; i < count && wrong.isEmpty(); i++) {
                Ask ask = requests.next();
                if (requests.chance(1)) {
                    tally.add(broken(surface, requests.broken(ask)));
                } else {
                    batch.add(ask);
                }
                if (!calm(ask) || batch.size() == BATCH || i == count - 1) {
                    exchange(surface, batch);
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
        private void exchange(Surface surface, List<Ask> batch) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            batch.forEach(ask -> bytes.writeBytes(ask.bytes()));
            wire.send(bytes.toByteArray());
            for (int i = 0; i < batch.size(); i++) {
                before = last;
                last = batch.get(i);
                if (!answered(wire, last)) {
                    wire.close();
                    wire = surface.wire();
                    List<Ask> rest = List.copyOf(batch.subList(i + 1, batch.size()));
                    if (!rest.isEmpty()) {
                        exchange(surface, rest);
                    }
                    return;
                }
            }
        }

        /** Returns whether the connection can be used again. */
        private boolean answered(Wire wire, Ask ask) {
            Reply reply = wire.reply(
                    headers -> ask.method().equals("HEAD") || headers.containsValue(List.of("text/event-stream")));
            tally.add(reply.status());
            String problem = problem(ask, reply);
            if (!problem.isEmpty()) {
                wrong.add(ask + " -> " + reply.status() + " " + reply.text() + ": " + problem);
            }
            return reply.header("connection").isEmpty()
                    && !reply.header("content-type").equals(Optional.of("text/event-stream"));
        }

        private String problem(Ask ask, Reply reply) {
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
        private int broken(Surface surface, byte[] bytes) {
            try (Wire wire = surface.wire()) {
                wire.send(bytes).socket().shutdownOutput();
                int first = wire.read();
                if (first < 0) {
                    return 0;
                }
                int status = Integer.parseInt(wire.line().split(" ")[1]);
                if (status >= 500) {
                    wrong.add(new String(bytes, StandardCharsets.ISO_8859_1) + " -> " + status);
                }
                return status;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
