package org.ggscale.bench.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The games of one engine process, and their one ledger. */
final class Games {
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    private final Map<UUID, Game> games = new ConcurrentHashMap<>();
    private final Promises promises;
    private final Latency latency;
    private final Ledger ledger;

    private Games(Promises promises, Latency latency, Ledger ledger) {
        this.promises = promises;
        this.latency = latency;
        this.ledger = ledger;
    }

    /** Opens the ledger of a state directory, and what a durable engine finds in it. */
    static Games open(Path directory, boolean synced, Promises promises, Latency latency) throws IOException {
        Path file = directory.resolve(Ledger.FILE);
        List<LedgerLine> written = promises.durable() ? Ledger.read(file) : List.of();
        Games opened = new Games(promises, latency, Ledger.open(file, synced));
        opened.restore(written);
        return opened;
    }

    private void restore(List<LedgerLine> written) {
        Map<UUID, Long> turns = newest(written, LedgerLine.Kind.TURN);
        Map<UUID, Long> calls = newest(written, LedgerLine.Kind.CALL);
        for (LedgerLine line : written) {
            UUID id = line.game();
            if (line.kind() == LedgerLine.Kind.INIT) {
                var past = new Game.Past(turns.getOrDefault(id, 0L), calls.getOrDefault(id, 0L));
                games.put(id, game(id, texts(line.rest()), past));
            }
        }
    }

    private static Map<UUID, Long> newest(List<LedgerLine> written, LedgerLine.Kind kind) {
        return written.stream()
                .filter(line -> line.kind() == kind)
                .collect(Collectors.toMap(LedgerLine::game, LedgerLine::turn, Math::max));
    }

    private Game game(UUID id, List<String> races, Game.Past past) {
        return new Game(id, races, past, promises, ledger, latency);
    }

    /** Finds the JSON texts in a JSON array, quotes included. */
    static List<String> texts(String array) {
        return TEXT.matcher(array).results().map(MatchResult::group).toList();
    }

    Optional<Game> find(UUID id) {
        return Optional.ofNullable(games.get(id));
    }

    /** Returns the game of an engine that has one. */
    Optional<Game> only() {
        return games.values().stream().findFirst();
    }

    /** Creates a game; the same one again changes nothing, another one under the same id is refused. */
    synchronized Answer init(UUID id, List<String> races) throws IOException {
        Game known = games.get(id);
        if (known != null) {
            return known.races().equals(races) ? known.state() : Answer.error(409, "conflict");
        }
        Game created = game(id, races, new Game.Past(0, 0));
        created.begin();
        games.put(id, created);
        return created.state();
    }
}
