package org.ggscale.core.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.EngineVersions;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.core.runtime.EngineBinding;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.tenant.TenantId;
import org.junit.jupiter.api.Test;

class TurnTimeoutsTest {
    private static final SemanticVersion VERSION = SemanticVersion.parse("1.0.0");
    private static final Duration HOST = Duration.ofSeconds(60);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final EngineVersions versions = new InMemoryStorage(InstantSource.fixed(NOW)).engineVersions();
    private long nanos;
    private final TurnTimeouts timeouts = new TurnTimeouts(versions, HOST, () -> nanos);

    @Test
    void a_versions_own_timeout_overrides_the_hosts() {
        assertThat(timeouts.of(game(1))).isEqualTo(HOST);

        create(options(90));

        assertThat(timeouts.of(game(2))).isEqualTo(HOST);
        nanos += Duration.ofSeconds(1).toNanos();
        assertThat(timeouts.of(game(1))).isEqualTo(Duration.ofSeconds(90));
        assertThat(timeouts.of(game(2))).isEqualTo(HOST);
    }

    @Test
    void an_update_is_felt_within_a_second() {
        create(options(90));
        assertThat(timeouts.of(game(1))).isEqualTo(Duration.ofSeconds(90));

        update(options(5));
        nanos += Duration.ofSeconds(1).toNanos();
        assertThat(timeouts.of(game(1))).isEqualTo(Duration.ofSeconds(5));

        update(EngineOptions.NONE);
        nanos += Duration.ofSeconds(1).toNanos();
        assertThat(timeouts.of(game(1))).isEqualTo(HOST);
    }

    private void create(EngineOptions options) {
        versions.create(
                TenantId.DEFAULT,
                new EngineVersion(
                        VERSION, ImageRef.parse("in-process:x"), options, EngineVersion.Status.ACTIVE, NOW, NOW));
    }

    private void update(EngineOptions options) {
        versions.update(
                TenantId.DEFAULT,
                VERSION,
                new EngineVersions.Change(Optional.empty(), Optional.of(options), Optional.empty()));
    }

    private static EngineOptions options(int seconds) {
        return new EngineOptions("{}", Optional.of(Duration.ofSeconds(seconds)));
    }

    private static RuntimeRecord game(long tenant) {
        EngineBinding engine = EngineBinding.managed(
                VERSION, ImageRef.parse("in-process:x"), new NodeId("here"), new InstanceToken("token"));
        return RuntimeRecord.starting(
                new GameKey(new TenantId(tenant), new GameId(new UUID(1, 1))),
                TurnSchedule.parse("@daily"),
                engine,
                new OwnerId(new UUID(1, 2)),
                NOW);
    }
}
