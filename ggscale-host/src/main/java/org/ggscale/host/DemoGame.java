package org.ggscale.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.game.GameId;
import org.ggscale.examples.drift.DriftBot;

/** One game of the demo: two bots who see no more than their reports. */
final class DemoGame {
    private static final String VERSION = "1.0.0";
    /** User id to race name. */
    private static final Map<String, String> BOTS = new LinkedHashMap<>();

    static {
        BOTS.put("bot-1", "Amber");
        BOTS.put("bot-2", "Cobalt");
    }

    private final InternalRest rest;
    private final GameId id;
    private long turn;
    private boolean finished;

    private DemoGame(InternalRest rest, GameId id) {
        this.rest = rest;
        this.id = id;
    }

    /** Makes the reference engine known as a command that runs on this program's own Java. */
    static void createEngineVersion(InternalRest rest) {
        createEngineVersion(rest, VERSION, command());
    }

    /** Makes the reference engine known; a version that there is stays as it is. */
    static void createEngineVersion(InternalRest rest, String version, ImageRef image) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("version", version).put("image_ref", image.text());
        InternalRest.Answer answer = rest.post("/engine-versions", body);
        if (answer.status() != 409) {
            answer.expect(201);
        }
    }

    private static ImageRef command() {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                engineJar().toString(),
                "org.ggscale.examples.drift.Main");
        return new ImageRef.Command(command);
    }

    /** Returns where the reference engine is: in {@code lib} of the layout. */
    static Path engineJar() {
        try {
            return Path.of(DriftBot.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new DemoException("the reference engine is not where it should be: " + e);
        }
    }

    static DemoGame register(InternalRest rest, String schedule) {
        return register(rest, VERSION, schedule);
    }

    static DemoGame register(InternalRest rest, String version, String schedule) {
        GameId id = new GameId(UuidCreator.getTimeOrderedEpoch());
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("target_engine_version", version)
                .put("turn_schedule", schedule);
        var members = body.putArray("members");
        BOTS.forEach((user, race) -> members.addObject().put("user_id", user).put("race_name", race));
        rest.post("/games/" + id + "/register-runtime", body).expect(201);
        return new DemoGame(rest, id);
    }

    GameId id() {
        return id;
    }

    String cast() {
        return BOTS.values().stream().collect(Collectors.joining(" against "));
    }

    void reached(long committed, boolean over) {
        turn = Math.max(turn, committed);
        finished |= over;
    }

    boolean goesOn(Optional<Integer> limit) {
        return !finished && limit.map(most -> turn < most).orElse(true);
    }

    /** Every bot reads its report and sends its orders; one that comes too late waits for the next turn. */
    void sendOrders(long reported) {
        BOTS.keySet()
                .forEach(user -> report(user, reported)
                        .ifPresent(report -> rest.post(
                                "/games/" + id + "/orders", "{\"commands\":" + DriftBot.orders(report) + "}", user)));
    }

    /** Returns a few words on who holds what, as each race reports of itself. */
    String standing(long reported) {
        return BOTS.entrySet().stream()
                .map(bot -> report(bot.getKey(), reported).map(report -> bot.getValue() + " " + holdings(report)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", ", "  ", ""));
    }

    private static String holdings(String report) {
        JsonNode json = new InternalRest.Answer(200, report).json();
        String race = json.path("race").asText();
        long planets = 0;
        double population = 0;
        for (JsonNode planet : json.path("planets")) {
            if (planet.path("owner").asText().equals(race)) {
                planets++;
                population += planet.path("population").asDouble();
            }
        }
        return planets + " planets, population " + Math.round(population);
    }

    String winner(long lastTurn) {
        return report(BOTS.keySet().iterator().next(), lastTurn)
                .map(report -> new InternalRest.Answer(200, report)
                        .json()
                        .path("winner")
                        .asText("nobody"))
                .orElse("nobody knows whom");
    }

    private Optional<String> report(String user, long reported) {
        InternalRest.Answer answer = rest.get("/games/" + id + "/reports/" + reported, user);
        return answer.status() == 200 ? Optional.of(answer.body()) : Optional.empty();
    }
}
