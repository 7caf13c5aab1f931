package org.ggscale.testkit.twins;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.ggscale.core.Page;
import org.ggscale.core.Storage;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineInstance;
import org.ggscale.core.engine.EngineInstances;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.EngineVersions;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.InstanceToken;
import org.ggscale.core.engine.NodeId;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.play.Membership;
import org.ggscale.core.play.Memberships;
import org.ggscale.core.runtime.HealthSnapshot;
import org.ggscale.core.runtime.HealthSnapshots;
import org.ggscale.core.runtime.Hosts;
import org.ggscale.core.runtime.OperationEntry;
import org.ggscale.core.runtime.OperationLog;
import org.ggscale.core.runtime.OwnerId;
import org.ggscale.core.runtime.Placement;
import org.ggscale.core.runtime.PlayerMapping;
import org.ggscale.core.runtime.PlayerMappings;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.runtime.RuntimeEvents;
import org.ggscale.core.runtime.RuntimeRecord;
import org.ggscale.core.runtime.RuntimeRecords;
import org.ggscale.core.runtime.RuntimeStatus;
import org.ggscale.core.tenant.TenantId;
import org.ggscale.core.tenant.Tenants;
import org.ggscale.core.turn.Completion;
import org.ggscale.core.turn.TurnRow;
import org.ggscale.core.turn.Turns;

/** Ports that pass every call on, for twins to override one. */
final class Forwarding {
    private Forwarding() {}

    static class ToStorage implements Storage {
        final Storage real;

        ToStorage(Storage real) {
            this.real = real;
        }

        @Override
        public Tenants tenants() {
            return real.tenants();
        }

        @Override
        public EngineVersions engineVersions() {
            return real.engineVersions();
        }

        @Override
        public RuntimeRecords runtimeRecords() {
            return real.runtimeRecords();
        }

        @Override
        public Turns turns() {
            return real.turns();
        }

        @Override
        public PlayerMappings playerMappings() {
            return real.playerMappings();
        }

        @Override
        public Memberships memberships() {
            return real.memberships();
        }

        @Override
        public OperationLog operationLog() {
            return real.operationLog();
        }

        @Override
        public RuntimeEvents runtimeEvents() {
            return real.runtimeEvents();
        }

        @Override
        public HealthSnapshots healthSnapshots() {
            return real.healthSnapshots();
        }

        @Override
        public Hosts hosts() {
            return real.hosts();
        }

        @Override
        public Optional<String> check() {
            return real.check();
        }

        @Override
        public void close() {
            real.close();
        }
    }

    static class ToVersions implements EngineVersions {
        final Storage storage;
        final EngineVersions real;

        ToVersions(Storage storage) {
            this.storage = storage;
            real = storage.engineVersions();
        }

        @Override
        public Creation create(TenantId tenant, EngineVersion version) {
            return real.create(tenant, version);
        }

        @Override
        public Optional<EngineVersion> find(TenantId tenant, SemanticVersion version) {
            return real.find(tenant, version);
        }

        @Override
        public Optional<EngineVersion> update(TenantId tenant, SemanticVersion version, Change change) {
            return real.update(tenant, version, change);
        }

        @Override
        public Deletion delete(TenantId tenant, SemanticVersion version) {
            return real.delete(tenant, version);
        }

        @Override
        public Page<EngineVersion> list(TenantId tenant, Optional<EngineVersion.Status> status, Page.Request page) {
            return real.list(tenant, status, page);
        }
    }

    static class ToRecords implements RuntimeRecords {
        final Storage storage;
        final RuntimeRecords real;

        ToRecords(Storage storage) {
            this.storage = storage;
            real = storage.runtimeRecords();
        }

        @Override
        public Creation create(RuntimeRecord record) {
            return real.create(record);
        }

        @Override
        public Optional<RuntimeRecord> find(GameKey key) {
            return real.find(key);
        }

        @Override
        public Page<RuntimeRecord> list(TenantId tenant, Optional<RuntimeStatus> status, Page.Request page) {
            return real.list(tenant, status, page);
        }

        @Override
        public Replacement replace(Change change) {
            return real.replace(change);
        }

        @Override
        public Pausing pause(GameKey key, boolean paused, OperationEntry operation) {
            return real.pause(key, paused, operation);
        }

        @Override
        public boolean remove(RuntimeRecord expected, List<RuntimeEvent> events) {
            return real.remove(expected, events);
        }

        @Override
        public Page<RuntimeRecord> managed(NodeId node, Optional<GameId> gameId, Page.Request page) {
            return real.managed(node, gameId, page);
        }

        @Override
        public List<Placement> placements(NodeId node, Optional<GameKey> after, int limit) {
            return real.placements(node, after, limit);
        }

        @Override
        public List<Placement> placements(Collection<GameId> games) {
            return real.placements(games);
        }

        @Override
        public Map<RuntimeStatus, Long> countByStatus() {
            return real.countByStatus();
        }
    }

    static class ToTurns implements Turns {
        final Storage storage;
        final Turns real;

        ToTurns(Storage storage) {
            this.storage = storage;
            real = storage.turns();
        }

        @Override
        public Claims claimDue(OwnerId owner, NodeId node, int limit) {
            return real.claimDue(owner, node, limit);
        }

        @Override
        public void skip(List<Skip> skips) {
            real.skip(skips);
        }

        @Override
        public Set<GameKey> complete(List<Completion> completions) {
            return real.complete(completions);
        }

        @Override
        public List<RuntimeRecord> recoverable(Scan scan) {
            return real.recoverable(scan);
        }

        @Override
        public Page<TurnRow> history(GameKey key, Page.Request page) {
            return real.history(key, page);
        }

        @Override
        public Optional<TurnRow> find(GameKey key, long turn) {
            return real.find(key, turn);
        }
    }

    static class ToMappings implements PlayerMappings {
        final PlayerMappings real;

        ToMappings(Storage storage) {
            real = storage.playerMappings();
        }

        @Override
        public void add(GameKey key, List<PlayerMapping> mappings) {
            real.add(key, mappings);
        }

        @Override
        public Map<GameKey, List<PlayerMapping>> find(Collection<GameKey> keys) {
            return real.find(keys);
        }
    }

    static class ToMemberships implements Memberships {
        final Memberships real;

        ToMemberships(Storage storage) {
            real = storage.memberships();
        }

        @Override
        public Map<GameKey, List<Membership>> load(Collection<GameKey> keys) {
            return real.load(keys);
        }

        @Override
        public Optional<Membership> set(GameKey key, UserId user, Membership.Status status) {
            return real.set(key, user, status);
        }

        @Override
        public void announce(GameKey key) {
            real.announce(key);
        }

        @Override
        public Changes changes(Optional<String> since) {
            return real.changes(since);
        }
    }

    static class ToLog implements OperationLog {
        final OperationLog real;

        ToLog(Storage storage) {
            real = storage.operationLog();
        }

        @Override
        public void write(OperationEntry entry) {
            real.write(entry);
        }

        @Override
        public Page<OperationEntry> list(GameKey key, Page.Request page) {
            return real.list(key, page);
        }
    }

    static class ToHealth implements HealthSnapshots {
        final HealthSnapshots real;

        ToHealth(Storage storage) {
            real = storage.healthSnapshots();
        }

        @Override
        public Page<HealthSnapshot> list(GameKey key, Page.Request page) {
            return real.list(key, page);
        }

        @Override
        public int forgetBefore(Instant instant, int atMost) {
            return real.forgetBefore(instant, atMost);
        }
    }

    static class ToEvents implements RuntimeEvents {
        final RuntimeEvents real;

        ToEvents(Storage storage) {
            real = storage.runtimeEvents();
        }

        @Override
        public String latest() {
            return real.latest();
        }

        @Override
        public Reading read(Query query) {
            return real.read(query);
        }

        @Override
        public int forgetBefore(Instant instant, int atMost) {
            return real.forgetBefore(instant, atMost);
        }

        @Override
        public Duration lag() {
            return real.lag();
        }
    }

    static class ToHosts implements Hosts {
        final Hosts real;

        ToHosts(Storage storage) {
            real = storage.hosts();
        }

        @Override
        public Instant enlist(OwnerId owner, NodeId node, Duration life) {
            return real.enlist(owner, node, life);
        }

        @Override
        public Renewal renew(OwnerId owner, Duration life) {
            return real.renew(owner, life);
        }

        @Override
        public void retire(OwnerId owner) {
            real.retire(owner);
        }
    }

    static class ToClient implements EngineClient {
        final EngineClient real;

        ToClient(EngineClient real) {
            this.real = real;
        }

        @Override
        public EngineReply init(EngineEndpoint endpoint, GameId gameId, List<RaceName> races, Duration timeout) {
            return real.init(endpoint, gameId, races, timeout);
        }

        @Override
        public EngineReply status(EngineEndpoint endpoint, GameId gameId, Duration timeout) {
            return real.status(endpoint, gameId, timeout);
        }

        @Override
        public EngineReply turn(EngineEndpoint endpoint, GameId gameId, long expectedTurn, Duration timeout) {
            return real.turn(endpoint, gameId, expectedTurn, timeout);
        }

        @Override
        public BanishReply banish(EngineEndpoint endpoint, GameId gameId, RaceName race, Duration timeout) {
            return real.banish(endpoint, gameId, race, timeout);
        }

        @Override
        public EngineAnswer relay(EngineEndpoint endpoint, GameId gameId, EngineRequest request, Duration timeout) {
            return real.relay(endpoint, gameId, request, timeout);
        }

        @Override
        public boolean alive(EngineEndpoint endpoint, Duration timeout) {
            return real.alive(endpoint, timeout);
        }
    }

    static class ToInstances implements EngineInstances {
        final EngineInstances real;

        ToInstances(EngineInstances real) {
            this.real = real;
        }

        @Override
        public boolean starts(ImageRef image) {
            return real.starts(image);
        }

        @Override
        public Preparation prepare(ImageRef image) {
            return real.prepare(image);
        }

        @Override
        public Start start(Specification specification) {
            return real.start(specification);
        }

        @Override
        public void stop(GameId gameId) {
            real.stop(gameId);
        }

        @Override
        public void discard(GameId gameId) {
            real.discard(gameId);
        }

        @Override
        public void remove(EngineInstance instance) {
            real.remove(instance);
        }

        @Override
        public Inspection inspect(GameId gameId, InstanceToken token) {
            return real.inspect(gameId, token);
        }

        @Override
        public List<EngineInstance> list() {
            return real.list();
        }

        @Override
        public Watch watch(Consumer<Sighting> listener) {
            return real.watch(listener);
        }
    }
}
