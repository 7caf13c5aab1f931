package org.ggscale.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineInstances.Preparation;
import org.ggscale.core.engine.EngineInstances.Specification;
import org.ggscale.core.engine.EngineInstances.Start;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.OperationEntry.Operation;
import org.ggscale.core.runtime.OperationEntry.Source;

/** Starts the engines that records announce: first the image, whose pull is logged, then the instance. */
public final class EngineLauncher {
    private final EngineInstances instances;
    private final OperationLog log;
    private final HostContext host;
    private final Duration startTimeout;

    /**
     * Creates a launcher.
     *
     * @param startTimeout until a started engine answers
     */
    public EngineLauncher(EngineInstances instances, OperationLog log, HostContext host, Duration startTimeout) {
        this.instances = instances;
        this.log = log;
        this.host = host;
        this.startTimeout = startTimeout;
    }

    /** Makes sure that an image can be started; whatever runs is not touched. */
    public Preparation prepare(GameKey key, ImageRef image, Source source) {
        if (!instances.starts(image)) {
            return new Preparation.Failed(Start.Cause.START_CONFIG_INVALID, "this host does not start " + image.text());
        }
        Instant began = host.now();
        Preparation preparation = instances.prepare(image);
        switch (preparation) {
            case Preparation.Ready(ImageRef pinned, boolean pulled) -> {
                if (pulled) {
                    log.write(pull(key, pinned, source, began).succeeded(host.now()));
                }
            }
            case Preparation.Failed(Start.Cause cause, String reason) -> {
                if (cause == Start.Cause.IMAGE_PULL_FAILED) {
                    log.write(
                            pull(key, image, source, began).failed(host.now(), FailureCode.IMAGE_PULL_FAILED, reason));
                }
            }
        }
        return preparation;
    }

    private OperationEntry pull(GameKey key, ImageRef image, Source source, Instant began) {
        return OperationEntry.started(
                host.ids().get(), key, Operation.IMAGE_PULL, source, began, Map.of("image", image.text()));
    }

    /**
     * Starts the announced instance of a record.
     *
     * @param announced as stored, with the token of the instance
     * @param engine the version and the prepared image
     */
    public Start start(RuntimeRecord announced, EngineBinding engine) {
        return instances.start(new Specification(
                announced.key().gameId(),
                announced.engine().token().orElseThrow(),
                announced.epoch(),
                engine.version(),
                engine.imageRef(),
                startTimeout));
    }
}
