package org.ggscale.bench.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Waits at ledgers for a turn call to begin. */
final class CallWatch {
    private final Map<Path, Long> ends = new HashMap<>();

    /** Begins at the present end of some ledgers. */
    CallWatch(Collection<Path> ledgers) throws IOException {
        for (Path ledger : ledgers) {
            ends.put(ledger, Files.exists(ledger) ? Files.size(ledger) : 0);
        }
    }

    /** Waits until a call begins in any of them; gives up after a while. */
    void await(Duration patience) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(patience);
        while (Instant.now().isBefore(end)) {
            for (Map.Entry<Path, Long> ledger : ends.entrySet()) {
                if (grown(ledger).contains("call ")) {
                    return;
                }
            }
            Thread.sleep(2);
        }
    }

    private static String grown(Map.Entry<Path, Long> ledger) throws IOException {
        if (!Files.exists(ledger.getKey()) || Files.size(ledger.getKey()) == ledger.getValue()) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(ledger.getKey().toFile(), "r")) {
            file.seek(ledger.getValue());
            byte[] bytes = new byte[(int) (file.length() - ledger.getValue())];
            file.readFully(bytes);
            ledger.setValue(ledger.getValue() + bytes.length);
            return new String(bytes, UTF_8);
        }
    }
}
