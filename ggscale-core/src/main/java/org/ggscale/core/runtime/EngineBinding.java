package org.ggscale.core.runtime;

import java.util.Optional;
import java.util.Set;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.engine.SemanticVersion;

/**
 * The engine of one game: what it runs, where, and what it promised last.
 *
 * @param instanceId what the backend calls the current instance; empty for an external engine or none
 * @param endpoint where it is called; empty before the first start
 * @param external whether the engine was started by somebody else
 * @param node whose hosts alone may call it; empty for an external engine
 * @param capabilities as of its latest status or init answer
 */
public record EngineBinding(
        SemanticVersion version,
        ImageRef imageRef,
        Optional<String> instanceId,
        Optional<InstanceToken> token,
        Optional<EngineEndpoint> endpoint,
        boolean external,
        Optional<NodeId> node,
        Set<EngineCapability> capabilities,
        EngineHealth health) {
    /** Copies the capabilities. */
    public EngineBinding {
        capabilities = Set.copyOf(capabilities);
    }

    /** Describes an engine that a node is about to start. */
    public static EngineBinding managed(SemanticVersion version, ImageRef imageRef, NodeId node, InstanceToken token) {
        return new EngineBinding(
                version,
                imageRef,
                Optional.empty(),
                Optional.of(token),
                Optional.empty(),
                false,
                Optional.of(node),
                Set.of(),
                EngineHealth.HEALTHY);
    }

    /** Describes an engine that somebody else runs. */
    public static EngineBinding external(SemanticVersion version, ImageRef imageRef, EngineEndpoint endpoint) {
        return new EngineBinding(
                version,
                imageRef,
                Optional.empty(),
                Optional.empty(),
                Optional.of(endpoint),
                true,
                Optional.empty(),
                Set.of(),
                EngineHealth.HEALTHY);
    }

    /** Returns whether the engine refuses any turn but the expected one. */
    public boolean conditional() {
        return capabilities.contains(EngineCapability.CONDITIONAL_TURN);
    }

    /** Returns this binding on another version of the engine. */
    public EngineBinding with(EngineVersion next) {
        return new EngineBinding(
                next.version(), next.imageRef(), instanceId, token, endpoint, external, node, capabilities, health);
    }

    /** Returns this binding on an image, as it was prepared. */
    public EngineBinding with(ImageRef pinned) {
        return new EngineBinding(version, pinned, instanceId, token, endpoint, external, node, capabilities, health);
    }

    /** Returns this binding on another node. */
    public EngineBinding with(NodeId next) {
        return new EngineBinding(
                version, imageRef, instanceId, token, endpoint, external, Optional.of(next), capabilities, health);
    }

    /** Returns this binding with a token for the instance that is about to be started. */
    public EngineBinding with(InstanceToken next) {
        return new EngineBinding(
                version, imageRef, instanceId, Optional.of(next), endpoint, external, node, capabilities, health);
    }

    /** Returns this binding on the instance that was started. */
    public EngineBinding with(EngineInstance instance) {
        return new EngineBinding(
                version,
                imageRef,
                Optional.of(instance.id()),
                Optional.of(instance.token()),
                Optional.of(instance.endpoint()),
                external,
                node,
                capabilities,
                EngineHealth.HEALTHY);
    }

    /** Returns this binding with what the engine promised last. */
    public EngineBinding with(Set<EngineCapability> promised) {
        return new EngineBinding(version, imageRef, instanceId, token, endpoint, external, node, promised, health);
    }

    /** Returns this binding in another health. */
    public EngineBinding with(EngineHealth seen) {
        return new EngineBinding(version, imageRef, instanceId, token, endpoint, external, node, capabilities, seen);
    }

    /**
     * Returns this binding after its engine has said where it stands: one that had ended is there, and an external one,
     * which nobody probes, is healthy. What probes and inspections found of a managed one, they take back themselves.
     */
    public EngineBinding answered() {
        return external || health.hasEnded() ? with(EngineHealth.HEALTHY) : this;
    }

    /** Returns this binding after its engine did not say where it stands: to ask an external one is to probe it. */
    public EngineBinding unanswered() {
        return external ? with(EngineHealth.PROBE_FAILED) : this;
    }
}
