package org.ggscale.adapters.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.ggscale.core.RejectedException;
import org.ggscale.core.tenant.TenantId;

/**
 * Transactions of many tenants over few connections: reads and writes of what is their own, of what is another's, and some
 * that break in the middle. No statement has a predicate of its own: only row security tells tenants apart.
 */
final class TenantTraffic {
    private static final int THREADS = 200;
    private static final int CONNECTIONS = 8;
    private static final int TENANTS = 10;

    private static final Statement READ = new Statement("test.read", """
            select tenant_id, current_user as who from ${schema}.runtime_records
            """);
    private static final Statement WRITE = new Statement("test.write", """
            update ${schema}.runtime_records set missed_ticks = missed_ticks + 1
            returning tenant_id, current_user as who
            """);
    private static final Statement BREAK = new Statement("test.break", """
            with written as (update ${schema}.runtime_records set missed_ticks = missed_ticks + 1 returning 1)
            select 1 / (count(*) - count(*)) from written
            """);
    private static final Statement READ_OTHER = new Statement("test.read_other", """
            select tenant_id, current_user as who from ${schema}.runtime_records where tenant_id = :other
            """);
    private static final Statement WRITE_OTHER = new Statement("test.write_other", """
            update ${schema}.runtime_records set missed_ticks = -1000000 where tenant_id = :other
            returning tenant_id, current_user as who
            """);
    private static final Statement DELETE_OTHER = new Statement("test.delete_other", """
            delete from ${schema}.runtime_records where tenant_id = :other returning tenant_id, current_user as who
            """);
    private static final Statement INSERT = new Statement("test.insert", """
            insert into ${schema}.membership_changes (tenant_id, game_id) values (:other, gen_random_uuid())
            returning tenant_id, current_user as who
            """);

    private final Gateway gateway;
    private final Schema schema;
    private final Sum sum = new Sum();
    private final Map<Long, AtomicLong> written = new ConcurrentHashMap<>();

    private TenantTraffic(Gateway gateway, Schema schema) {
        this.gateway = gateway;
        this.schema = schema;
    }

    /**
     * Lets tenants work at once.
     *
     * @param role what the login takes on; empty when it has that role's rights alone
     * @param seed of what they do
     */
    static Sum run(Schema schema, String url, Optional<String> role, int transactions, long seed) throws Exception {
        List<String> rows = new ArrayList<>();
        for (int tenant = 1; tenant <= TENANTS; tenant++) {
            rows.add(TenantTables.insert("runtime_records", tenant));
        }
        schema.execute(String.join("; ", rows));
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(Dsn.parse(url).dataSource(Map.of()));
            pool.setMaximumPoolSize(CONNECTIONS);
            return new TenantTraffic(new Gateway(pool, role, schema.name()), schema).run(transactions, seed);
        }
    }

    private Sum run(int transactions, long seed) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> all = new ArrayList<>();
            IntStream.range(0, THREADS)
                    .forEach(i ->
                            all.add(threads.submit(() -> work(new Random(seed * 1_000 + i), transactions / THREADS))));
            for (Future<?> one : all) {
                one.get();
            }
        }
        for (String row : schema.query("select tenant_id || ' ' || missed_ticks from runtime_records")) {
            String[] parts = row.split(" ");
            long expected = written.getOrDefault(Long.valueOf(parts[0]), new AtomicLong())
                    .get();
            sum.found(expected == Long.parseLong(parts[1]), "tenant " + row + " ticks, but wrote " + expected);
        }
        sum.found(schema.query("select 1 from runtime_records").size() == TENANTS, "rows are gone");
        return sum;
    }

    private void work(Random random, int count) {
        for (int i = 0; i < count; i++) {
            TenantId tenant = new TenantId(1 + random.nextInt(TENANTS));
            long other = 1 + (tenant.value() + random.nextInt(TENANTS - 1)) % TENANTS;
            switch (random.nextInt(8)) {
                case 0 -> refused(tenant, BREAK, other, "division by zero");
                case 1 -> refused(tenant, INSERT, other, "row-level security");
                case 2 -> own(tenant, INSERT, tenant.value());
                case 3 -> nothing(tenant, READ_OTHER, other);
                case 4 -> nothing(tenant, WRITE_OTHER, other);
                case 5 -> nothing(tenant, DELETE_OTHER, other);
                case 6 -> own(tenant, READ, other);
                default -> {
                    own(tenant, WRITE, other);
                    written.computeIfAbsent(tenant.value(), key -> new AtomicLong())
                            .incrementAndGet();
                }
            }
            sum.transactions.incrementAndGet();
        }
    }

    private void own(TenantId tenant, Statement statement, long other) {
        List<String> rows = rows(tenant, statement, other);
        sum.rows.addAndGet(rows.size());
        sum.found(
                rows.equals(List.of(tenant + " ggscale_app")), statement.name() + " of tenant " + tenant + ": " + rows);
    }

    private void nothing(TenantId tenant, Statement statement, long other) {
        List<String> rows = rows(tenant, statement, other);
        sum.found(rows.isEmpty(), statement.name() + " of tenant " + tenant + ": " + rows);
    }

    private void refused(TenantId tenant, Statement statement, long other, String why) {
        try {
            sum.found(false, statement.name() + " of tenant " + tenant + ": " + rows(tenant, statement, other));
        } catch (RejectedException e) {
            sum.refused.incrementAndGet();
            sum.found(String.valueOf(e.getMessage()).contains(why), e.getMessage());
        }
    }

    private List<String> rows(TenantId tenant, Statement statement, long other) {
        Consumer<Parameters> parameters =
                statement.sql().contains(":other") ? all -> all.number("other", other) : all -> {};
        return gateway.query(
                tenant, statement, parameters, (row, context) -> row.getLong("tenant_id") + " " + row.getString("who"));
    }

    /** What came of it. */
    static final class Sum {
        final AtomicLong transactions = new AtomicLong();
        final AtomicLong rows = new AtomicLong();
        final AtomicLong refused = new AtomicLong();
        final List<String> wrong = java.util.Collections.synchronizedList(new ArrayList<>());

        private void found(boolean right, String what) {
            if (!right && wrong.size() < 100) {
                wrong.add(what);
            }
        }
    }
}
