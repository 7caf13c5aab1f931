package org.ggscale.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.ggscale.core.Page;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.tenant.TenantId;

/**
 * Odd requests for one operation of the document, from several callers at once, on a backend of their own.
 *
 * @param seed what they are made of: the same one makes the same requests
 * @param count how many there are, a multiple of the callers
 * @param way how they travel
 */
record Fuzz(long seed, int count, Way way) {
    static final int CALLERS = 8;

    /** How requests travel. */
    enum Way {
        /** Through the parser and all that is behind it. */
        MEMORY,
        /** Through sockets as well. */
        HTTP
    }

    /** Sends the requests and returns what came back. */
    Tally run(ApiDocument.Operation operation) throws InterruptedException {
        try (Surface surface = new Surface()) {
            List<String> games = List.of(surface.register(), surface.register(), surface.register());
            List.of("1.0.1", "2.0.0").forEach(surface::version);
            Tally tally = new Tally();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                FuzzedRequests requests = new FuzzedRequests(operation, games, new Random(seed * 31 + i));
                FuzzCaller caller = new FuzzCaller(operation, requests, tally, () -> wire(surface));
                threads.add(Thread.ofVirtual().start(() -> caller.run(count / CALLERS)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            if (tally.wrong.isEmpty()) {
                assertThat(tally.answers.get()).isEqualTo(count);
                assertNothingIsHalfDone(surface, operation, tally);
            }
            return tally;
        }
    }

    private Wire wire(Surface surface) {
        return way == Way.MEMORY ? surface.memoryWire() : surface.wire();
    }

    private static void assertNothingIsHalfDone(Surface surface, ApiDocument.Operation operation, Tally tally)
            throws InterruptedException {
        assertThat(surface.ggscale.turns().awaitIdle(Duration.ofSeconds(20))).isTrue();
        List<RuntimeRecord> records = records(surface);
        int created = operation.id().equals("internalRegisterRuntime") ? tally.count(201) : 0;
        assertThat(records).hasSize(3 + created);
        assertThat(records).extracting(RuntimeRecord::status).isSubsetOf(RuntimeStatus.RUNNING, RuntimeStatus.STOPPED);
        assertThat(records).extracting(record -> record.key().gameId()).containsAll(surface.games.keySet());
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

    private static List<RuntimeRecord> records(Surface surface) {
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
        return records;
    }

    /** What was answered. */
    static final class Tally {
        final AtomicInteger answers = new AtomicInteger();
        final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
        final Queue<String> wrong = new ConcurrentLinkedQueue<>();

        void add(int status) {
            answers.incrementAndGet();
            statuses.computeIfAbsent(status, key -> new AtomicInteger()).incrementAndGet();
        }

        int count(int status) {
            return statuses.getOrDefault(status, new AtomicInteger()).get();
        }
    }
}
