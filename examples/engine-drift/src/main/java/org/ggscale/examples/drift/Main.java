package org.ggscale.examples.drift;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Starts the engine.
 *
 * <p>Reads {@code GGSCALE_ENGINE_PORT} (8080; 0 takes any free one), {@code GGSCALE_ENGINE_HOST} (127.0.0.1),
 * {@code GGSCALE_ENGINE_STATE_DIR} (/state) and {@code GGSCALE_GAME_ID} (any); the one optional argument is the length of a
 * new game in turns. It ends when it is killed, at any moment: there is nothing to shut down.
 */
public final class Main {
    private static final String TURN_LIMIT = "40";

    private Main() {}

    /** Starts the engine, or says in one sentence why not and exits with 1. */
    public static void main(String[] arguments) {
        try {
            InetSocketAddress address = start(System.getenv(), arguments.length == 0 ? TURN_LIMIT : arguments[0]);
            System.out.println("drift listens on " + address.getHostString() + ":" + address.getPort());
        } catch (IOException | IllegalArgumentException | Refusal unusable) {
            System.err.println("drift cannot start: " + unusable);
            System.exit(1);
        }
    }

    private static InetSocketAddress start(Map<String, String> environment, String turnLimit) throws IOException {
        String host = environment.getOrDefault("GGSCALE_ENGINE_HOST", "127.0.0.1");
        int port = number("GGSCALE_ENGINE_PORT", environment.getOrDefault("GGSCALE_ENGINE_PORT", "8080"), 0, 65_535);
        Path directory = Path.of(environment.getOrDefault("GGSCALE_ENGINE_STATE_DIR", "/state"));
        Optional<UUID> game = Optional.ofNullable(environment.get("GGSCALE_GAME_ID"))
                .map(text -> JsonRecords.uuid(new Json.Text(text), "GGSCALE_GAME_ID"));
        int turns = number("the length of the game", turnLimit, 1, 1_000_000);
        return Http.start(new InetSocketAddress(host, port), new Game(Store.open(directory), game, turns))
                .getAddress();
    }

    private static int number(String name, String text, int min, int max) {
        if (!text.matches("[0-9]{1,7}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
            throw new IllegalArgumentException(name + " is " + text + ", but must be " + min + " to " + max);
        }
        return Integer.parseInt(text);
    }
}
