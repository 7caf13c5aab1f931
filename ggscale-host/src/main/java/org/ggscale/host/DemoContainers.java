package org.ggscale.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ggscale.adapters.docker.DockerEngines;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.game.GameId;
import org.ggscale.host.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** The demo's engines in containers: from an image that lies in the layout, and gone when the demo ends. */
final class DemoContainers {
    /** Not the version of the child processes: a data directory that is used again may know both. */
    private static final String VERSION = "1.0.0-container";

    private final Configuration configuration;
    private final ImageRef image;

    private DemoContainers(Configuration configuration, ImageRef image) {
        this.configuration = configuration;
        this.image = image;
    }

    /**
     * Gives the image to the daemon, which keeps it.
     *
     * @throws StartException when the layout has no image, or the daemon does not take it
     */
    static DemoContainers load(Configuration configuration) {
        try (DockerEngines engines = EngineBackends.docker(configuration)) {
            engines.check().ifPresent(away -> {
                throw unusable(away, null);
            });
            engines.load(archive());
            return new DemoContainers(configuration, new ImageRef.Container("ggscale/engine-drift:" + Version.text()));
        } catch (IOException | UnavailableException e) {
            throw unusable(String.valueOf(e.getMessage()), e);
        }
    }

    private static StartException unusable(String why, @Nullable Exception cause) {
        return new StartException(
                why + "; start a Docker daemon, set GGSCALE_DOCKER_HOST to where one listens, or leave out --engines"
                        + " docker",
                cause);
    }

    private static Path archive() {
        Path archive = DemoGame.engineJar()
                .resolveSibling("../images/engine-drift.tar")
                .normalize();
        if (Files.notExists(archive)) {
            throw new StartException(
                    "there is no image of the reference engine at " + archive + ": a build on Linux, with a JDK that"
                            + " has jlink, makes it",
                    null);
        }
        return archive;
    }

    String image() {
        return image.text();
    }

    void createVersion(InternalRest rest) {
        DemoGame.createEngineVersion(rest, VERSION, image);
    }

    DemoGame register(InternalRest rest, String schedule) {
        return DemoGame.register(rest, VERSION, schedule);
    }

    /** Ends every container of the data directory, also one that was being started; needs no host any more. */
    void end() {
        if (Files.notExists(configuration.gameStateRoot())) {
            return;
        }
        try (DockerEngines engines = EngineBackends.docker(configuration);
                Stream<Path> games = Files.list(configuration.gameStateRoot())) {
            games.map(directory -> GameId.parse(directory.getFileName().toString()))
                    .forEach(engines::stop);
        } catch (IOException | UnavailableException e) {
            System.err.println("ggscale: containers may be left, on the network "
                    + configuration.engines().containers().network() + ": " + e.getMessage());
        }
    }
}
