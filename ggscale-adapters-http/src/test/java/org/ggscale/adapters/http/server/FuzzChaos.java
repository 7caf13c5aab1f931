package org.ggscale.adapters.http.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

/** The fault {@code fuzz} of the chaos command: as many odd requests for each operation as anybody has time for. */
public final class FuzzChaos {
    private static final int ROUND = 10_000;

    private FuzzChaos() {}

    /**
     * Sends them through memory, each ten thousand to a backend of their own with the next seed; exits with 1 when one is
     * answered with 500, otherwise than the document says, or not at all.
     *
     * @param arguments how many for each operation, the seed, and perhaps a file for the line for scripts
     */
    public static void main(String[] arguments) throws Exception {
        int requests = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        List<ApiDocument.Operation> operations = ApiDocument.operations();
        System.out.printf("fuzz: seed %d, %d requests for each of %d operations%n", seed, requests, operations.size());
        long wrong = 0;
        long defects = 0;
        for (ApiDocument.Operation operation : operations) {
            long begin = System.nanoTime();
            List<String> found = fuzz(operation, requests, seed);
            wrong += found.size();
            defects += found.stream().filter(one -> one.endsWith(": a defect")).count();
            System.out.printf(
                    "%-40s %6.1f s  %s%n",
                    operation,
                    (System.nanoTime() - begin) / 1e9,
                    found.isEmpty() ? "as the document says" : found.get(0));
        }
        if (arguments.length > 2) {
            report(Path.of(arguments[2]), requests, seed, defects, wrong);
        }
        System.exit(wrong == 0 ? 0 : 1);
    }

    private static List<String> fuzz(ApiDocument.Operation operation, int requests, long seed)
            throws InterruptedException {
        for (int sent = 0; sent < requests; sent += ROUND) {
            int count = Math.max(Fuzz.CALLERS, Math.min(ROUND, requests - sent) / Fuzz.CALLERS * Fuzz.CALLERS);
            long next = seed + sent / ROUND;
            try {
                Fuzz.Tally tally = new Fuzz(next, count, Fuzz.Way.MEMORY).run(operation);
                if (!tally.wrong.isEmpty()) {
                    return tally.wrong.stream()
                            .map(one -> "seed " + next + ": " + one)
                            .toList();
                }
            } catch (AssertionError e) {
                return List.of("seed " + next + ": " + e.getMessage());
            }
        }
        return List.of();
    }

    private static void report(Path file, int rounds, long seed, long defects, long wrong) throws IOException {
        String line = "{\"name\":\"fuzz\",\"rounds\":%d,\"seed\":%d,\"unexpected_5xx\":%d,\"wrong\":%d,\"at\":\"%s\"}%n"
                .formatted(rounds, seed, defects, wrong, Instant.now());
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
