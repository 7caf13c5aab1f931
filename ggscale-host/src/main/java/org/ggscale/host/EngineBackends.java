package org.ggscale.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ggscale.adapters.docker.DockerEngines;
import org.ggscale.adapters.process.ProcessEngines;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.host.configuration.Configuration;
import org.ggscale.host.configuration.Engines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What starts engines on this host: child processes, containers, both or neither. */
final class EngineBackends implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineBackends.class);

    private final Configuration configuration;
    private final Optional<ProcessEngines> processes;
    private final Optional<DockerEngines> docker;

    private EngineBackends(Configuration configuration) {
        this.configuration = configuration;
        this.processes = configuration.engines().childProcesses() ? Optional.of(childProcesses()) : Optional.empty();
        this.docker = containers();
        LOG.info("this host starts {}", kinds());
    }

    private String kinds() {
        List<String> kinds = new ArrayList<>();
        processes.ifPresent(starts -> kinds.add("child processes"));
        docker.ifPresent(starts -> kinds.add("containers"));
        return kinds.isEmpty() ? "no engines: only external ones are played" : String.join(" and ", kinds);
    }

    /** Opens what the configuration names, and Docker when its daemon answers. */
    static EngineBackends open(Configuration configuration) {
        return new EngineBackends(configuration);
    }

    List<EngineInstances> all() {
        List<EngineInstances> all = new ArrayList<>();
        processes.ifPresent(all::add);
        docker.ifPresent(all::add);
        return all;
    }

    private ProcessEngines childProcesses() {
        Path root = configuration.gameStateRoot();
        try {
            return ProcessEngines.open(root);
        } catch (IOException e) {
            throw new StartException(
                    "the state root " + root + " cannot be used (" + e.getMessage()
                            + "); set GGSCALE_GAME_STATE_ROOT to a directory that can be written and that no other"
                            + " host holds",
                    e);
        }
    }

    private Optional<DockerEngines> containers() {
        Engines.Docker wanted = configuration.engines().docker();
        if (wanted == Engines.Docker.NO) {
            return Optional.empty();
        }
        DockerEngines engines = docker(configuration);
        Optional<String> away = engines.check();
        if (away.isEmpty()) {
            return Optional.of(engines);
        }
        if (wanted == Engines.Docker.YES) {
            LOG.warn("{}; games in containers wait until that is mended", away.get());
            return Optional.of(engines);
        }
        LOG.info("no engines in containers: {}", away.get());
        engines.close();
        return Optional.empty();
    }

    static DockerEngines docker(Configuration configuration) {
        Engines.Containers containers = configuration.engines().containers();
        return DockerEngines.builder(configuration.gameStateRoot(), configuration.dataDirectory())
                .host(containers.host())
                .network(containers.network())
                .stack(containers.stack())
                .pullPolicy(containers.pullPolicy())
                .ceilings(containers.maxMemory(), containers.maxCpus(), containers.maxPids())
                .build();
    }

    @Override
    public void close() {
        try {
            docker.ifPresent(DockerEngines::close);
        } finally {
            processes.ifPresent(ProcessEngines::close);
        }
    }
}
