package org.ggscale.adapters.http.server;

import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.Generation;
import org.ggscale.core.runtime.RuntimeRecord;

/** The form of a runtime record in answers. */
final class RuntimeJson {
    private RuntimeJson() {}

    static JsonOutput of(RuntimeRecord record) {
        JsonOutput json = JsonOutput.object()
                .with("game_id", record.key().gameId().toString())
                .with("status", record.status().wireName())
                .with("paused", record.paused())
                .with("turn_schedule", record.turnSchedule().text())
                .with("current_turn", record.currentTurn())
                .with("next_generation_at", record.nextGenerationAt())
                .with("skip_next_tick", record.skipNextTick())
                .with("missed_ticks", record.missedTicks());
        return engine(json, record.engine())
                .with("generation", record.generation().map(RuntimeJson::generation))
                .with("last_failure", record.lastFailure().map(RuntimeJson::failure))
                .with("started_at", record.startedAt())
                .with("last_observed_at", record.lastObservedAt())
                .with("finished_at", record.finishedAt())
                .with("created_at", record.createdAt())
                .with("updated_at", record.updatedAt());
    }

    private static JsonOutput engine(JsonOutput json, EngineBinding engine) {
        return json.with("current_engine_version", engine.version().text())
                .with("current_image_ref", engine.imageRef().text())
                .with("current_container_id", engine.instanceId())
                .with("engine_endpoint", engine.endpoint().map(EngineEndpoint::toString))
                .with("engine_external", engine.external())
                .with("engine_node", engine.node().map(NodeId::value))
                .with(
                        "engine_capabilities",
                        engine.capabilities().stream()
                                .sorted()
                                .map(EngineCapability::wireName)
                                .toList())
                .with("engine_health", engine.health().wireName());
    }

    private static JsonOutput generation(Generation generation) {
        return JsonOutput.object()
                .with("target", generation.target())
                .with("attempts", generation.attempts())
                .with("trigger", generation.trigger().wireName())
                .with("scheduled_for", generation.scheduledFor())
                .with("started_at", generation.startedAt());
    }

    private static JsonOutput failure(Failure failure) {
        return JsonOutput.object()
                .with("code", failure.code().wireName())
                .with("message", failure.message())
                .with("at", failure.at());
    }
}
