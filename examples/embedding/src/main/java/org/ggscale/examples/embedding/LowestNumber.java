package org.ggscale.examples.embedding;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;
import org.jspecify.annotations.Nullable;

/** Each turn everybody names a number; the lowest one that nobody else named scores, until somebody has won. */
public final class LowestNumber implements InProcessEngine {
    private static final Pattern ORDER = Pattern.compile("\\[\\s*([1-9][0-9]{0,2})\\s*]");

    private final Map<RaceName, Integer> points = new LinkedHashMap<>();
    private final Map<RaceName, Integer> named = new LinkedHashMap<>();
    private final Set<RaceName> banished = new HashSet<>();
    private final int pointsToWin;
    private @Nullable GameId game;
    private long turn;

    /** Creates a game that has not begun. */
    public LowestNumber(int pointsToWin) {
        this.pointsToWin = pointsToWin;
    }

    @Override
    public synchronized EngineReply init(GameId id, List<RaceName> races) {
        if (game == null) {
            game = id;
            races.forEach(race -> points.put(race, 0));
        }
        boolean same = id.equals(game) && List.copyOf(points.keySet()).equals(races);
        return same ? status() : new EngineReply.Refused(409, "this object runs another game");
    }

    @Override
    public synchronized EngineReply status() {
        return game == null ? new EngineReply.Refused(404, "not initialised") : new EngineReply.Answered(state(game));
    }

    /** Compares and plays under one lock: of two calls for the same turn, the second changes nothing. */
    @Override
    public synchronized EngineReply turn(GameId id, long expectedTurn) {
        if (game == null) {
            return status();
        }
        if (!id.equals(game) || expectedTurn != turn || won()) {
            return new EngineReply.Conflicted(state(game));
        }
        scorer().ifPresent(race -> points.merge(race, 1, Integer::sum));
        named.clear();
        turn++;
        return status();
    }

    /** Whoever is out scores no more. */
    @Override
    public synchronized BanishReply banish(RaceName race) {
        if (!points.containsKey(race)) {
            return new BanishReply.Refused(400, "there is no race " + race);
        }
        banished.add(race);
        named.remove(race);
        return new BanishReply.Banished();
    }

    @Override
    public synchronized EngineAnswer relay(EngineRequest request) {
        return switch (request) {
            case EngineRequest.Orders(RaceName actor, byte[] array) -> order(actor, array);
            case EngineRequest.StoredOrders(RaceName actor, long asked)
            when asked == turn + 1 -> json("{\"turn\": %d, \"number\": %s}".formatted(asked, named.get(actor)));
            case EngineRequest.Report(RaceName actor, long asked)
            when asked == turn ->
                json("{\"turn\": %d, \"points\": %s, \"best\": %d}".formatted(asked, points.get(actor), best()));
            case EngineRequest.StoredOrders orders -> refused(404, "only the coming turn has orders");
            case EngineRequest.Report report -> refused(404, "only the latest turn has a report");
            case EngineRequest.Commands commands -> refused(400, "this game has orders only");
        };
    }

    private EngineAnswer order(RaceName actor, byte[] array) {
        if (banished.contains(actor)) {
            return refused(400, "you are out of this game");
        }
        Matcher number = ORDER.matcher(new String(array, StandardCharsets.UTF_8));
        if (!number.matches()) {
            return refused(400, "an order is one number from 1 to 999, such as [7]");
        }
        named.put(actor, Integer.valueOf(number.group(1)));
        return json("{\"turn\": %d, \"number\": %s}".formatted(turn + 1, number.group(1)));
    }

    private Optional<RaceName> scorer() {
        return named.entrySet().stream()
                .filter(entry -> Collections.frequency(named.values(), entry.getValue()) == 1)
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    private int best() {
        return Collections.max(points.values());
    }

    private boolean won() {
        return best() == pointsToWin;
    }

    private EngineState state(GameId id) {
        List<EngineState.Race> races = points.entrySet().stream()
                .map(entry -> race(entry.getKey(), entry.getValue()))
                .toList();
        return new EngineState(
                id, turn, won() ? "won" : "playing", races, won(), Set.of(EngineCapability.CONDITIONAL_TURN));
    }

    private EngineState.Race race(RaceName race, int scored) {
        String name = race.value();
        UUID raceId = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new EngineState.Race(raceId, name, 0, scored, banished.contains(race));
    }

    private static EngineAnswer json(String text) {
        return new EngineAnswer.Json(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static EngineAnswer refused(int status, String reason) {
        return new EngineAnswer.Refused(status, reason.getBytes(StandardCharsets.UTF_8));
    }
}
