package org.ggscale.host;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.ggscale.adapters.http.client.EndpointPolicy;
import org.ggscale.adapters.http.client.OkHttpEngines;
import org.ggscale.adapters.http.server.InternalListener;
import org.ggscale.adapters.http.server.MetricsListener;
import org.ggscale.adapters.http.server.RequestObserver;
import org.ggscale.core.GgScale;
import org.ggscale.core.GgScaleBuilder;
import org.ggscale.core.Storage;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.runtime.Signal;
import org.ggscale.host.configuration.Address;
import org.ggscale.host.configuration.Configuration;
import org.ggscale.host.configuration.ConfigurationException;
import org.ggscale.host.configuration.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running host: everything opened in order, closed in reverse. */
final class Host implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Host.class);

    private final Configuration configuration;
    private final Deque<AutoCloseable> closers = new ArrayDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Map<String, String> addresses = new TreeMap<>();

    private Host(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * Opens everything and returns when the host is ready.
     *
     * @param signals hears what the core signals, beside the log
     * @throws StartException when something stands in the way; then nothing is left open
     */
    static Host start(Configuration configuration, Consumer<Signal> signals) {
        Host host = new Host(configuration);
        try {
            host.open(signals);
            return host;
        } catch (RuntimeException e) {
            host.close();
            throw e;
        }
    }

    private void open(Consumer<Signal> signals) {
        DataDirectory data = opened(DataDirectory.open(configuration.dataDirectory()));
        removeAddresses();
        HostMetrics metrics = opened(new HostMetrics(configuration.telemetry().metrics()));
        Optional<Tracing> tracing = tracing();
        Database database = opened(Database.open(configuration, builder -> builder.metrics(metrics.registry())));
        database.migrate();
        database.verify();
        Storage storage = database.storage();
        EndpointPolicy policy = policy();
        GgScaleBuilder builder = GgScale.builder()
                .storage(storage)
                .node(configuration.node().orElseGet(data::node))
                .ids(UuidCreator::getTimeOrderedEpoch)
                .signals(new SignalLog(System::nanoTime)
                        .andThen(metrics.ggscale())
                        .andThen(signals))
                .engineCalls(calls -> metrics.ggscale()
                        .metered(tracing.map(t -> t.traced(calls)).orElse(calls)))
                .threads(threads(tracing))
                .endpointPolicy(policy::refusal)
                .engineClient(opened(engines(policy, tracing)))
                .instanceOperations(configuration.instanceOperations())
                .reconcileInterval(configuration.reconcileInterval())
                .membershipCacheMaxGames(configuration.membershipCacheMaxGames())
                .shutdownTimeout(configuration.shutdownTimeout());
        turns(builder, configuration.turns());
        opened(EngineBackends.open(configuration))
                .all()
                .forEach(backend -> builder.instances(metrics.ggscale().metered(backend)));
        GgScale ggscale = opened(builder.build());
        metrics.ggscale().watch(ggscale);
        start(ggscale);
        listen(metrics);
        RequestObserver times = metrics.requests("internal");
        listen(ggscale, tracing.map(t -> t.requests().andThen(times)).orElse(times));
        writeAddresses();
    }

    private Optional<Tracing> tracing() {
        String exporter = configuration.telemetry().traces();
        return exporter.equals("none") ? Optional.empty() : Optional.of(opened(Tracing.start(exporter)));
    }

    private static ThreadFactory threads(Optional<Tracing> tracing) {
        ThreadFactory threads =
                new RequestThreads(Thread.ofVirtual().name("ggscale-", 0).factory());
        return tracing.map(t -> t.threads(threads)).orElse(threads);
    }

    private static OkHttpEngines engines(EndpointPolicy policy, Optional<Tracing> tracing) {
        OkHttpEngines.Builder builder = OkHttpEngines.builder().endpoints(policy);
        tracing.ifPresent(t -> builder.headers(t::headers));
        return builder.build();
    }

    private static void turns(GgScaleBuilder builder, Configuration.Turns turns) {
        builder.tickInterval(turns.tickInterval())
                .turnConcurrency(turns.concurrency())
                .turnConcurrencyPerEngine(turns.concurrencyPerEngine())
                .turnTimeout(turns.turnTimeout())
                .initTimeout(turns.initTimeout())
                .startTimeout(turns.initTimeout())
                .callTimeout(turns.callTimeout())
                .probeInterval(turns.probeInterval());
    }

    private EndpointPolicy policy() {
        try {
            return configuration
                    .engineEndpoints()
                    .map(EndpointPolicy::parse)
                    .orElseGet(EndpointPolicy::privateNetworks);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("GGSCALE_ENGINE_ENDPOINTS cannot be used: " + e.getMessage());
        }
    }

    private static void start(GgScale ggscale) {
        try {
            ggscale.start();
        } catch (UnavailableException e) {
            throw new StartException(e.backend() + " does not answer: " + e.getMessage(), e);
        }
    }

    private void listen(HostMetrics metrics) {
        Address address = configuration.metricsAddress();
        MetricsListener listener = opened(MetricsListener.create(address.host(), address.port(), metrics::page));
        bind("metrics", Variable.GGSCALE_METRICS_ADDR, address, () -> {
            listener.start();
            return listener.address();
        });
    }

    private void listen(GgScale ggscale, RequestObserver observer) {
        Address address = configuration.internalAddress();
        InternalListener.Builder builder = InternalListener.builder(ggscale)
                .address(address.host(), address.port())
                .observer(observer)
                .drainTimeout(configuration.shutdownTimeout())
                .readiness(() -> readiness(ggscale.storage()));
        configuration.internalToken().ifPresent(builder::token);
        InternalListener listener = opened(builder.build());
        bind("internal", Variable.GGSCALE_INTERNAL_ADDR, address, () -> {
            listener.start();
            return listener.address();
        });
    }

    private void bind(String surface, Variable variable, Address address, Binding binding) {
        try {
            addresses.put(surface, address.withPort(binding.start().getPort()).toString());
        } catch (IOException e) {
            throw new StartException(
                    "port " + address.port() + " of " + address.host() + " cannot be bound (" + e.getMessage()
                            + "); set " + variable + " to a free one, or to port 0",
                    e);
        }
    }

    /** The start of a listener. */
    private interface Binding {
        InetSocketAddress start() throws IOException;
    }

    private static Map<String, String> readiness(Storage storage) {
        return Map.of("database", storage.check().orElse("ok"));
    }

    /** Returns what was bound, by surface: {@code host:port}. */
    Map<String, String> addresses() {
        return Collections.unmodifiableMap(addresses);
    }

    /** Returns where the metrics are read: {@code host:port}. */
    String metricsAddress() {
        return Objects.requireNonNull(addresses.get("metrics"));
    }

    /** Returns where the internal REST answers: {@code host:port}. */
    String internalAddress() {
        return Objects.requireNonNull(addresses.get("internal"));
    }

    private Path addressesFile() {
        return configuration.dataDirectory().resolve("addresses.json");
    }

    private void writeAddresses() {
        StringBuilder json = new StringBuilder("{");
        addresses.forEach((surface, address) -> json.append(json.length() == 1 ? "" : ", ")
                .append('"')
                .append(surface)
                .append("\": \"")
                .append(address)
                .append('"'));
        try {
            DataDirectory.replace(addressesFile(), json.append("}\n").toString());
            closers.push(this::removeAddresses);
        } catch (IOException e) {
            throw new StartException("the file " + addressesFile() + " cannot be written (" + e + ")", e);
        }
    }

    private void removeAddresses() {
        try {
            Files.deleteIfExists(addressesFile());
        } catch (IOException e) {
            LOG.warn("{} could not be removed", addressesFile(), e);
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        closers.push(part);
        return part;
    }

    /** Closes everything in reverse; a part that fails does not keep the others open. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        while (!closers.isEmpty()) {
            try {
                closers.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("a part of the host did not close", e);
            }
        }
    }
}
