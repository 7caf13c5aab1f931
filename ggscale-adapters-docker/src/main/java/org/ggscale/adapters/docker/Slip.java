package org.ggscale.adapters.docker;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.game.GameId;

/**
 * What this node has written down about one container, before it was created.
 *
 * @param id names its file
 * @param port of the loopback that it is published on
 * @param gone when it was confirmed gone
 */
record Slip(UUID id, InstanceToken token, GameId gameId, EngineEndpoint endpoint, int port, Optional<Instant> gone) {
    Slip gone(Instant now) {
        return new Slip(id, token, gameId, endpoint, port, Optional.of(now));
    }

    boolean names(GameId game, InstanceToken instance) {
        return gone.isEmpty() && gameId.equals(game) && token.equals(instance);
    }

    Properties write() {
        Properties properties = new Properties();
        properties.setProperty("token", token.value());
        properties.setProperty("game", gameId.toString());
        properties.setProperty("endpoint", endpoint.toString());
        properties.setProperty("port", Integer.toString(port));
        gone.ifPresent(at -> properties.setProperty("gone", at.toString()));
        return properties;
    }

    static Slip read(UUID id, Properties properties) {
        return new Slip(
                id,
                new InstanceToken(properties.getProperty("token")),
                GameId.parse(properties.getProperty("game")),
                new EngineEndpoint(URI.create(properties.getProperty("endpoint"))),
                Integer.parseInt(properties.getProperty("port")),
                Optional.ofNullable(properties.getProperty("gone")).map(Instant::parse));
    }
}
