package org.ggscale.adapters.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.engine.EngineState.Race;
import org.ggscale.core.game.GameId;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code StateResponse} of the engine contract, and refuses whatever could be read in two ways.
 *
 * <p>Members it does not know are skipped; all others are required but {@code finished} and {@code capabilities}.
 */
final class StateReader {
    /** The largest integer that every JSON reader understands. */
    private static final long LAST_TURN = 1L << 53;

    private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Names are the engine's choice: none of them is kept beyond its answer.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(64 * 1024)
                    .maxNameLength(64 * 1024)
                    .maxNumberLength(64)
                    .build())
            .build();

    private final JsonParser in;

    private StateReader(JsonParser in) {
        this.in = in;
    }

    static EngineState read(byte[] body) throws GarbledAnswerException {
        try (JsonParser in = JSON.createParser(decoded(body))) {
            in.nextToken();
            EngineState state = new StateReader(in).state();
            if (in.nextToken() != null) {
                throw new GarbledAnswerException("data follows the state");
            }
            return state;
        } catch (GarbledAnswerException e) {
            throw e;
        } catch (JsonProcessingException e) {
            throw new GarbledAnswerException("the state cannot be read: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new GarbledAnswerException("the state is not UTF-8");
        }
    }

    /** Jackson would let overlong forms and surrogates pass. */
    private static String decoded(byte[] body) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    private EngineState state() throws IOException {
        GameId id = null;
        Long turn = null;
        String stage = null;
        List<Race> races = null;
        boolean finished = false;
        Set<EngineCapability> capabilities = Set.of();
        require(JsonToken.START_OBJECT, "the state");
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            switch (name) {
                case "id" -> id = gameId();
                case "turn" -> turn = turn();
                case "stage" -> stage = text("stage");
                case "player" -> races = races();
                case "finished" -> finished = flag("finished");
                case "capabilities" -> capabilities = capabilities();
                default -> in.skipChildren();
            }
        }
        return new EngineState(
                present(id, "id"),
                present(turn, "turn"),
                present(stage, "stage"),
                present(races, "player"),
                finished,
                capabilities);
    }

    private List<Race> races() throws IOException {
        require(JsonToken.START_ARRAY, "player");
        List<Race> races = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            races.add(race());
        }
        return races;
    }

    private Race race() throws IOException {
        UUID id = null;
        String raceName = null;
        Long planets = null;
        Double population = null;
        Boolean extinct = null;
        require(JsonToken.START_OBJECT, "player");
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            switch (name) {
                case "id" -> id = uuid("player.id");
                case "raceName" -> raceName = text("player.raceName");
                case "planets" -> planets = integer("player.planets");
                case "population" -> population = number("player.population");
                case "extinct" -> extinct = flag("player.extinct");
                default -> in.skipChildren();
            }
        }
        return new Race(
                present(id, "player.id"),
                present(raceName, "player.raceName"),
                present(planets, "player.planets"),
                present(population, "player.population"),
                present(extinct, "player.extinct"));
    }

    private Set<EngineCapability> capabilities() throws IOException {
        Set<EngineCapability> capabilities = EnumSet.noneOf(EngineCapability.class);
        require(JsonToken.START_ARRAY, "capabilities");
        while (in.nextToken() != JsonToken.END_ARRAY) {
            EngineCapability.find(text("capabilities")).ifPresent(capabilities::add);
        }
        return capabilities;
    }

    private GameId gameId() throws IOException {
        try {
            return GameId.parse(text("id"));
        } catch (IllegalArgumentException e) {
            throw new GarbledAnswerException("the state's id: " + e.getMessage());
        }
    }

    private UUID uuid(String name) throws IOException {
        String text = text(name);
        // UUID.fromString alone also takes forms such as 1-1-1-1-1.
        if (!UUID_TEXT.matcher(text).matches()) {
            throw unfit(name, "a uuid");
        }
        return UUID.fromString(text);
    }

    private long turn() throws IOException {
        long turn = integer("turn");
        if (turn < 0 || turn > LAST_TURN) {
            throw unfit("turn", "0 to 2^53");
        }
        return turn;
    }

    private long integer(String name) throws IOException {
        require(JsonToken.VALUE_NUMBER_INT, name);
        return in.getLongValue();
    }

    private double number(String name) throws IOException {
        if (!in.currentToken().isNumeric() || !Double.isFinite(in.getDoubleValue())) {
            throw unfit(name, "a number");
        }
        return in.getDoubleValue();
    }

    private boolean flag(String name) throws IOException {
        if (!in.currentToken().isBoolean()) {
            throw unfit(name, "true or false");
        }
        return in.getBooleanValue();
    }

    private String text(String name) throws IOException {
        require(JsonToken.VALUE_STRING, name);
        return in.getText();
    }

    private void require(JsonToken expected, String name) throws IOException {
        if (in.currentToken() != expected) {
            throw unfit(name, expected.toString());
        }
    }

    private static <T> T present(@Nullable T member, String name) throws GarbledAnswerException {
        if (member == null) {
            throw new GarbledAnswerException("the state has no " + name);
        }
        return member;
    }

    private static GarbledAnswerException unfit(String name, String expected) {
        return new GarbledAnswerException("in the state, " + name + " is not " + expected);
    }
}
