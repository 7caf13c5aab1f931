package org.ggscale.adapters.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ggscale.core.RejectedException;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.tenant.TenantId;

/** Whether the schema is current and row security holds for the logins that are used. */
final class Posture {
    private static final Statement TRIP = new Statement("check.trip", """
            select coalesce(current_setting('app.tenant_id', true), '') as tenant
            """);

    private static final Statement APPLIED = new Statement("check.migrations", """
            select coalesce(max(version::int), 0) as newest
            from ${schema}.ggscale_migrations where success and version is not null
            """);

    /** What the effective user, and with {@code :strictly} the login, must not be. */
    private static final Statement LOGIN = new Statement("check.login", """
            select who.name || case
                when role.rolsuper then ' is a superuser'
                when role.rolbypassrls then ' has BYPASSRLS'
                when :strictly and exists (select from pg_roles wider
                        where (wider.rolsuper or wider.rolbypassrls) and pg_has_role(who.name, wider.oid, 'member'))
                    then ' may take on a role that passes row security'
                when pg_has_role(who.name, owner.relowner, 'member') then ' owns the tables'
                when who.name = current_user and not pg_has_role(who.name, :role, 'usage') then ' is not granted ' || :role
                when :strictly and pg_has_role(who.name, :other, 'member') then ' is also granted ' || :other
                when :strictly and role.rolcreaterole then ' may create roles, and make itself a member of others'
                end as problem
            from (values (current_user), (session_user)) as who(name)
            join pg_roles role on role.rolname = who.name
            cross join (select relowner from pg_class where oid = '${schema}.runtime_records'::regclass) owner
            where who.name = current_user or :strictly
            """);

    private static final String TENANT_POLICY =
            "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::bigint)";

    private static final Statement TABLES = new Statement("check.tables", """
            select c.relname || case
                when not c.relrowsecurity then ' has no row security'
                when not c.relforcerowsecurity then ' does not force row security'
                when not exists (select from pg_policy p where p.polrelid = c.oid and p.polroles = array[app.oid]
                        and p.polcmd = '*' and p.polpermissive and pg_get_expr(p.polqual, c.oid) = :policy
                        and pg_get_expr(p.polwithcheck, c.oid) = :policy)
                    then ' lacks the policy of tenants'
                when (select count(*) from pg_policy p where p.polrelid = c.oid
                        and (app.oid = any (p.polroles) or 0 = any (p.polroles))) > 1
                    then ' has a policy that opens it wider'
                end as problem
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
            cross join (select oid from pg_roles where rolname = 'ggscale_app') app
            where c.relnamespace = '${schema}'::regnamespace and c.relkind in ('r', 'p')
            order by c.relname
            """);

    private final Gateway requests;
    private final Gateway workers;
    private final boolean strictly;

    Posture(Gateway requests, Gateway workers, boolean strictly) {
        this.requests = requests;
        this.workers = workers;
        this.strictly = strictly;
    }

    /** Returns what stands in the way, in sentences. */
    Optional<String> check() {
        List<String> problems =
                essentials().stream().flatMap(one -> one.problems().stream()).toList();
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    /** Looks at everything, and when nothing stands in the way at what is risky too. */
    List<PostgresFinding> inspect() {
        List<PostgresFinding> found = essentials();
        if (passes(found)) {
            found.add(new PostgresFinding("durability", List.of(), risks()));
        }
        return found;
    }

    /** A server that does not tell what it does may do it right. */
    private List<String> risks() {
        try {
            return Durability.risks(requests, workers);
        } catch (UnavailableException | RejectedException e) {
            return List.of("what the server does with commits cannot be seen: " + explain(e));
        }
    }

    private List<PostgresFinding> essentials() {
        List<PostgresFinding> found = new ArrayList<>();
        found.add(finding("database", this::trip));
        if (passes(found)) {
            found.add(finding("migrations", this::migrations));
        }
        if (passes(found)) {
            found.add(finding("logins", this::logins));
        }
        if (passes(found)) {
            found.add(finding("row security", this::tables));
        }
        return found;
    }

    private static boolean passes(List<PostgresFinding> found) {
        return found.stream().allMatch(one -> one.problems().isEmpty());
    }

    private PostgresFinding finding(String subject, Supplier<List<String>> look) {
        try {
            return new PostgresFinding(subject, look.get(), List.of());
        } catch (UnavailableException | RejectedException e) {
            return new PostgresFinding(subject, List.of(explain(e)), List.of());
        }
    }

    private List<String> trip() {
        String tenant = requests.query(TenantId.DEFAULT, TRIP, all -> {}, (row, context) -> row.getString("tenant"))
                .get(0);
        return tenant.equals(TenantId.DEFAULT.toString())
                ? List.of()
                : List.of("the data source does not keep two statements of one trip in one transaction "
                        + "(preferQueryMode=simple or a pool by statement)");
    }

    private List<String> migrations() {
        int applied = requests.query(TenantId.DEFAULT, APPLIED, all -> {}, (row, context) -> row.getInt("newest"))
                .get(0);
        return applied >= Migrations.NEWEST
                ? List.of()
                : List.of("migrations are pending: V" + applied + " is applied, V" + Migrations.NEWEST + " is needed");
    }

    private List<String> logins() {
        List<String> problems =
                new ArrayList<>(login(requests, PostgresGgScale.REQUEST_ROLE, PostgresGgScale.WORKER_ROLE));
        problems.addAll(login(workers, PostgresGgScale.WORKER_ROLE, PostgresGgScale.REQUEST_ROLE));
        return problems;
    }

    private List<String> login(Gateway gateway, String role, String other) {
        return gateway
                .query(
                        LOGIN,
                        all -> all.text("role", role).text("other", other).truth("strictly", strictly),
                        (row, context) -> Rows.optionalText(row, "problem"))
                .stream()
                .flatMap(Optional::stream)
                .map(problem -> "login " + problem)
                .distinct()
                .toList();
    }

    /** Returns the tables of tenants whose row security is not whole. */
    private List<String> tables() {
        return workers
                .query(
                        TABLES,
                        all -> all.text("policy", TENANT_POLICY),
                        (row, context) -> Rows.optionalText(row, "problem"))
                .stream()
                .flatMap(Optional::stream)
                .map(problem -> "table " + problem)
                .toList();
    }

    private String explain(RuntimeException failure) {
        if (!(failure instanceof RejectedException refused)) {
            return "PostgreSQL does not answer: " + failure.getMessage();
        }
        return switch (Failures.state(refused)) {
            case "42P01", "3F000" -> "migrations are pending: the schema has no tables of ggscale";
            case "22023" -> "migrations are pending: the roles of ggscale are missing (" + refused.getMessage() + ")";
            case "42501" -> {
                RejectedException explained = Rights.explain(refused, rights());
                yield explained.equals(refused)
                        ? "the login lacks a right: " + refused.getMessage()
                        : String.valueOf(explained.getMessage());
            }
            default -> String.valueOf(refused.getMessage());
        };
    }

    private List<Rights> rights() {
        List<String> request = List.of(PostgresGgScale.REQUEST_ROLE);
        List<String> worker = List.of(PostgresGgScale.WORKER_ROLE);
        return List.of(
                new Rights(requests.asLogin(), request, requests.takesRole(), false),
                new Rights(workers.asLogin(), worker, workers.takesRole(), false));
    }
}
