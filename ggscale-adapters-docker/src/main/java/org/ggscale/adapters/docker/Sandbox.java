package org.ggscale.adapters.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.game.GameId;

/**
 * What an engine may do: somebody else's code, so as little as a container allows.
 *
 * @param network of the engines
 * @param stack label of all resources of this installation
 * @param ceilings over what images ask for
 */
record Sandbox(String network, Optional<String> stack, Limits ceilings) {
    static final int ENGINE_PORT = 8080;
    static final Path STATE = Path.of("/state");
    private static final String SCRATCH = "rw,noexec,nosuid,nodev,size=16m,mode=1777";
    private static final long OPEN_FILES = 4096;
    private static final long SHARED_MEMORY = 8L << 20;

    /** Names of containers begin with it, which no image can choose. */
    static final String NAME = "galaxy-game-";

    static String containerName(GameId gameId) {
        return NAME + gameId;
    }

    /** Returns the name under which an instance is called on the network; no later instance has it. */
    static String alias(Specification specification) {
        return "g-" + specification.gameId() + "-" + specification.epoch();
    }

    /** Where one engine lives. */
    record Place(Path stateDirectory, String user, int publishedPort) {}

    /** Describes the container of an engine. */
    CreateContainerCmd describe(CreateContainerCmd command, Specification specification, Declared image, Place place) {
        image.check().ifPresent(command::withHealthcheck);
        return command.withName(containerName(specification.gameId()))
                .withAliases(alias(specification))
                .withHostName("engine")
                .withUser(place.user())
                .withLabels(Labels.of(specification, stack))
                .withEnv(
                        "GGSCALE_ENGINE_PORT=" + ENGINE_PORT,
                        "GGSCALE_ENGINE_STATE_DIR=" + STATE,
                        "GGSCALE_GAME_ID=" + specification.gameId())
                .withExposedPorts(ExposedPort.tcp(ENGINE_PORT))
                .withHostConfig(bounded(
                        closed(HostConfig.newHostConfig(), image, place),
                        image.limits().within(ceilings)));
    }

    private HostConfig closed(HostConfig host, Declared image, Place place) {
        host.withPortBindings(new PortBinding(
                Ports.Binding.bindIpAndPort("127.0.0.1", place.publishedPort()), ExposedPort.tcp(ENGINE_PORT)));
        return host.withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges:true"))
                .withPrivileged(false)
                .withIpcMode("private")
                .withNetworkMode(network)
                .withInit(true)
                .withRestartPolicy(RestartPolicy.noRestart())
                .withBinds(new Bind(place.stateDirectory().toString(), new Volume(STATE.toString()), AccessMode.rw))
                .withTmpFs(scratch(image));
    }

    /** A volume that the image declares would be a directory of the host without bounds. */
    private static Map<String, String> scratch(Declared image) {
        Map<String, String> scratch = new HashMap<>(Map.of("/tmp", SCRATCH));
        image.volumes().forEach(path -> scratch.put(path, SCRATCH));
        return scratch;
    }

    private static HostConfig bounded(HostConfig host, Limits limits) {
        return host.withMemory(limits.memory())
                .withMemorySwap(limits.memory())
                .withNanoCPUs(limits.nanoCpus())
                .withPidsLimit(limits.pids())
                .withShmSize(SHARED_MEMORY)
                .withUlimits(new Ulimit[] {new Ulimit("nofile", OPEN_FILES, OPEN_FILES), new Ulimit("core", 0L, 0L)})
                .withLogConfig(
                        new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "4m", "max-file", "2")));
    }
}
