package org.ggscale.adapters.postgres;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineHealth;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.Failure;
import org.ggscale.core.runtime.FailureCode;
import org.ggscale.core.runtime.Generation;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.Placement;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.runtime.Trigger;
import org.ggscale.core.schedule.TurnSchedule;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code runtime_records}. */
final class RecordRow {
    /** All columns, in the order of {@link #PARAMETERS}. */
    static final String COLUMNS = """
            tenant_id, game_id, status, paused, turn_schedule, current_turn, next_generation_at, skip_next_tick,
            missed_ticks, current_engine_version, current_image_ref, current_container_id, instance_token,
            engine_endpoint, engine_external, engine_node, engine_capabilities, engine_health, epoch, owner,
            generation_target, generation_attempts, generation_trigger, generation_scheduled_for,
            generation_started_at, last_failure_code, last_failure_message, last_failure_at, started_at,
            last_observed_at, finished_at, created_at, updated_at""";

    /** A parameter for each column, named after it. */
    static final String PARAMETERS = Arrays.stream(COLUMNS.split(","))
            .map(column -> ":" + column.strip())
            .collect(Collectors.joining(", "));

    /** The same, but for the flag that stays as it is stored. */
    static final String TRANSITION = PARAMETERS.replace(":paused,", "runtime_records.paused,");

    private RecordRow() {}

    static void bindNew(Parameters parameters, RuntimeRecord record) {
        bind(parameters.truth("paused", record.paused()), record);
    }

    static void bind(Parameters parameters, RuntimeRecord record) {
        parameters
                .number("tenant_id", record.key().tenant().value())
                .uuid("game_id", record.key().gameId().value())
                .text("status", record.status().wireName())
                .text("turn_schedule", record.turnSchedule().text())
                .number("current_turn", record.currentTurn())
                .instant("next_generation_at", record.nextGenerationAt())
                .truth("skip_next_tick", record.skipNextTick())
                .number("missed_ticks", record.missedTicks())
                .number("epoch", record.epoch())
                .uuid("owner", record.owner().map(OwnerId::value))
                .instant("started_at", record.startedAt())
                .instant("last_observed_at", record.lastObservedAt())
                .instant("finished_at", record.finishedAt())
                .instant("created_at", record.createdAt())
                .instant("updated_at", record.updatedAt());
        bind(parameters, record.engine());
        bindGeneration(parameters, record.generation());
        bindFailure(parameters, record.lastFailure());
    }

    private static void bind(Parameters parameters, EngineBinding engine) {
        parameters
                .text("current_engine_version", engine.version().text())
                .text("current_image_ref", engine.imageRef().text())
                .text("current_container_id", engine.instanceId())
                .text("instance_token", engine.token().map(InstanceToken::value))
                .text("engine_endpoint", engine.endpoint().map(EngineEndpoint::toString))
                .truth("engine_external", engine.external())
                .text("engine_node", engine.node().map(NodeId::value))
                .text("engine_capabilities", capabilities(engine.capabilities()))
                .text("engine_health", engine.health().wireName());
    }

    private static void bindGeneration(Parameters parameters, Optional<Generation> generation) {
        parameters
                .number("generation_target", generation.map(Generation::target))
                .number("generation_attempts", generation.map(turn -> (long) turn.attempts()))
                .text(
                        "generation_trigger",
                        generation.map(turn -> turn.trigger().wireName()))
                .instant("generation_scheduled_for", generation.map(Generation::scheduledFor))
                .instant("generation_started_at", generation.map(Generation::startedAt));
    }

    private static void bindFailure(Parameters parameters, Optional<Failure> failure) {
        parameters
                .text("last_failure_code", failure.map(last -> last.code().wireName()))
                .text("last_failure_message", failure.map(last -> Rows.storable(last.message())))
                .instant("last_failure_at", failure.map(Failure::at));
    }

    static RuntimeRecord read(ResultSet row, StatementContext context) throws SQLException {
        return new RuntimeRecord(
                Rows.key(row),
                RuntimeStatus.parse(row.getString("status")),
                row.getBoolean("paused"),
                TurnSchedule.parse(row.getString("turn_schedule")),
                row.getLong("current_turn"),
                Rows.optionalInstant(row, "next_generation_at"),
                row.getBoolean("skip_next_tick"),
                row.getLong("missed_ticks"),
                engine(row),
                row.getLong("epoch"),
                Optional.ofNullable(row.getObject("owner", UUID.class)).map(OwnerId::new),
                generation(row),
                failure(row),
                Rows.optionalInstant(row, "started_at"),
                Rows.optionalInstant(row, "last_observed_at"),
                Rows.optionalInstant(row, "finished_at"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }

    static Placement placement(ResultSet row, StatementContext context) throws SQLException {
        return new Placement(
                Rows.key(row),
                RuntimeStatus.parse(row.getString("status")),
                Rows.optionalText(row, "engine_node").map(NodeId::new),
                Rows.optionalText(row, "instance_token").map(InstanceToken::new),
                Rows.optionalText(row, "current_container_id"),
                endpoint(row),
                Rows.optionalInstant(row, "finished_at"));
    }

    private static Optional<EngineEndpoint> endpoint(ResultSet row) throws SQLException {
        return Rows.optionalText(row, "engine_endpoint").map(URI::create).map(EngineEndpoint::new);
    }

    private static EngineBinding engine(ResultSet row) throws SQLException {
        return new EngineBinding(
                SemanticVersion.parse(row.getString("current_engine_version")),
                ImageRef.parse(row.getString("current_image_ref")),
                Rows.optionalText(row, "current_container_id"),
                Rows.optionalText(row, "instance_token").map(InstanceToken::new),
                endpoint(row),
                row.getBoolean("engine_external"),
                Rows.optionalText(row, "engine_node").map(NodeId::new),
                capabilities(row.getString("engine_capabilities")),
                EngineHealth.parse(row.getString("engine_health")));
    }

    private static Optional<Generation> generation(ResultSet row) throws SQLException {
        long target = row.getLong("generation_target");
        if (row.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(new Generation(
                target,
                row.getInt("generation_attempts"),
                Trigger.parse(row.getString("generation_trigger")),
                Rows.instant(row, "generation_scheduled_for"),
                Rows.instant(row, "generation_started_at")));
    }

    private static Optional<Failure> failure(ResultSet row) throws SQLException {
        String code = row.getString("last_failure_code");
        if (code == null) {
            return Optional.empty();
        }
        return Optional.of(new Failure(
                FailureCode.parse(code), row.getString("last_failure_message"), Rows.instant(row, "last_failure_at")));
    }

    /** Returns the names in order with blanks between. */
    static String capabilities(Set<EngineCapability> capabilities) {
        return capabilities.stream().sorted().map(EngineCapability::wireName).collect(Collectors.joining(" "));
    }

    private static Set<EngineCapability> capabilities(String names) {
        return Stream.of(names.split(" "))
                .flatMap(name -> EngineCapability.find(name).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
