package org.ggscale.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ggscale.bench.engine.LedgerLine;

/** Does what the platform leaves to a person: vouches that no call is under way, and orders the turn. */
final class Operator {
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final Subjects subjects;

    Operator(Subjects subjects) {
        this.subjects = subjects;
    }

    /** Puts a parked game on its way, as soon as its engine has been quiet; where that fails, the game stays parked. */
    void vouch(InternalRest rest, UUID game) {
        try {
            awaitQuiet(game);
            rest.force(game.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("game " + game + " could not be forced", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until no turn call of a game is under way at an engine that outlives its host. */
    void awaitQuiet(UUID game) throws IOException, InterruptedException {
        if (!subjects.isExternal(game)) {
            return;
        }
        Instant end = Instant.now().plusSeconds(20);
        while (!isQuiet(subjects.lines(game)) && Instant.now().isBefore(end)) {
            Thread.sleep(100);
        }
    }

    private static boolean isQuiet(List<LedgerLine> lines) {
        long begun = count(lines, LedgerLine.Kind.CALL);
        long done = count(lines, LedgerLine.Kind.DONE);
        long newest = lines.stream().mapToLong(LedgerLine::nanos).max().orElse(0);
        return begun == done && newest < System.currentTimeMillis() * 1_000_000 - QUIET.toNanos();
    }

    private static long count(List<LedgerLine> lines, LedgerLine.Kind kind) {
        return lines.stream().filter(line -> line.kind() == kind).count();
    }
}
