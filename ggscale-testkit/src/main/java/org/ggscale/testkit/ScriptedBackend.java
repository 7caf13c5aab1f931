package org.ggscale.testkit;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.game.RaceName;

/**
 * Scripted instances as the contracts of backends need them: what stands around a backend is proven with it. The mark in a game's
 * state is that it was begun.
 */
public final class ScriptedBackend
        implements EngineInstancesContract.Backend,
                EngineWatchContract.Backend,
                EngineCheckContract.Backend,
                EngineOutageContract.Backend {
    private final ScriptedNetwork network = new ScriptedNetwork();
    private final ScriptedInstances scripted = new ScriptedInstances(network, ScriptedGame::new);
    private final EngineInstances port;

    /** Creates a backend that is tested itself. */
    public ScriptedBackend() {
        this(real -> real);
    }

    /** Creates a backend that is tested through something around it. */
    public ScriptedBackend(UnaryOperator<EngineInstances> around) {
        port = around.apply(scripted);
    }

    ScriptedNetwork network() {
        return network;
    }

    ScriptedInstances scripted() {
        return scripted;
    }

    @Override
    public EngineInstances instances() {
        return port;
    }

    @Override
    public ImageRef image() {
        return Fixtures.IMAGE;
    }

    @Override
    public ImageRef brokenImage() {
        return ScriptedInstances.BROKEN;
    }

    @Override
    public ImageRef foreignImage() {
        return ImageRef.parse("in-process:chess");
    }

    @Override
    public boolean answers(EngineEndpoint endpoint) {
        return network.alive(endpoint, Duration.ofSeconds(10));
    }

    @Override
    public void mark(EngineInstance instance) {
        network.init(instance.endpoint(), instance.gameId(), List.of(new RaceName("Humans")), Duration.ofSeconds(10));
    }

    @Override
    public boolean isMarked(EngineInstance instance) {
        return network.status(instance.endpoint(), instance.gameId(), Duration.ofSeconds(10))
                instanceof EngineReply.Answered;
    }

    @Override
    public ImageRef checkedImage() {
        return Fixtures.IMAGE;
    }

    @Override
    public void check(EngineInstance instance, boolean well) {
        scripted.check(instance.gameId(), well ? EngineHealth.HEALTHY : EngineHealth.INSPECT_UNHEALTHY);
    }

    @Override
    public void goAway() {
        scripted.silent(true);
    }

    @Override
    public void crash(EngineInstance instance) {
        scripted.crash(instance.gameId(), EngineHealth.EXITED);
    }
}
