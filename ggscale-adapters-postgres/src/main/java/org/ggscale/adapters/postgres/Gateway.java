package org.ggscale.adapters.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.ggscale.core.tenant.TenantId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultBearing;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.TemplateEngine;

/**
 * The one path on which statements reach PostgreSQL: one statement, one trip, one transaction.
 *
 * <p>The tenant, and with a login that serves several roles the role, are set for that transaction by a first statement
 * that travels with it; nothing of them stays on the connection.
 */
final class Gateway {
    private final Jdbi jdbi;
    private final Optional<String> role;
    private final String schema;
    private final Map<Statement, String> tenantTexts = new ConcurrentHashMap<>();
    private final Map<Statement, String> texts = new ConcurrentHashMap<>();

    /**
     * Describes a path; nothing is opened yet.
     *
     * @param role what the login takes on for each statement; empty when the login has that role's rights alone
     */
    Gateway(DataSource dataSource, Optional<String> role, String schema) {
        this(Jdbi.create(dataSource), role, schema);
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    }

    private Gateway(Jdbi jdbi, Optional<String> role, String schema) {
        this.jdbi = jdbi;
        this.role = role;
        this.schema = schema;
    }

    boolean takesRole() {
        return role.isPresent();
    }

    /** Returns the path of the login itself, whatever it takes on here. */
    Gateway asLogin() {
        return new Gateway(jdbi, Optional.empty(), schema);
    }

    /** Runs a statement as one tenant and returns its rows. */
    <T> List<T> query(TenantId tenant, Statement statement, Consumer<Parameters> parameters, RowMapper<T> mapper) {
        String text = tenantTexts.computeIfAbsent(statement, this::asTenant);
        return run(statement, text, true, all -> parameters.accept(all.text("app_tenant", tenant.toString())), mapper);
    }

    /** Runs a statement across tenants and returns its rows. */
    <T> List<T> query(Statement statement, Consumer<Parameters> parameters, RowMapper<T> mapper) {
        String text = texts.computeIfAbsent(statement, this::acrossTenants);
        return run(statement, text, role.isPresent(), parameters, mapper);
    }

    private <T> List<T> run(
            Statement statement, String text, boolean led, Consumer<Parameters> parameters, RowMapper<T> mapper) {
        try (Handle handle = jdbi.open();
                Query query = handle.createQuery(text)) {
            parameters.accept(new Parameters(query));
            return query.execute((executed, context) -> rows(executed, context, led, mapper));
        } catch (JdbiException e) {
            throw Failures.translate(statement.name(), e);
        }
    }

    private static <T> List<T> rows(
            Supplier<PreparedStatement> executed, StatementContext context, boolean led, RowMapper<T> mapper)
            throws SQLException {
        PreparedStatement statement = executed.get();
        if (led) {
            statement.getMoreResults();
        }
        ResultSet rows = statement.getResultSet();
        return ResultBearing.of(() -> rows, context).map(mapper).list();
    }

    private String asTenant(Statement statement) {
        String tenant = "set_config('app.tenant_id', :app_tenant, true)";
        return "select " + takeRole().map(taken -> taken + ", " + tenant).orElse(tenant) + "; " + named(statement);
    }

    private String acrossTenants(Statement statement) {
        return takeRole().map(taken -> "select " + taken + "; ").orElse("") + named(statement);
    }

    private Optional<String> takeRole() {
        return role.map(name -> "set_config('role', '" + name + "', true)");
    }

    private String named(Statement statement) {
        return "/* ggscale " + statement.name() + " */ " + statement.sql().replace("${schema}", schema);
    }
}
