package org.ggscale.adapters.postgres;

import java.util.List;
import java.util.Optional;
import org.ggscale.core.RejectedException;
import org.ggscale.core.UnavailableException;

/**
 * The rights that a login needs; asked for once the server has refused something for the want of one.
 *
 * @param login statements of the login itself
 * @param roles what it serves as
 * @param takesRoles whether it takes those on for each statement, instead of having their rights
 * @param migrates whether it makes the tables
 */
record Rights(Gateway login, List<String> roles, boolean takesRoles, boolean migrates) {
    private static final String DENIED = "42501";

    private static final Statement MISSING = new Statement("check.rights", """
            with me as (select rolname, rolsuper or rolcreaterole as makes_roles from pg_roles where rolname = current_user),
                 wanted as (
                    select name, oid, pg_has_role(oid, case
                        when not :takes_roles then 'USAGE'
                        when current_setting('server_version_num')::int < 160000 then 'MEMBER'
                        else 'SET' end) as granted
                    from unnest(:roles) as name left join pg_roles on rolname = name),
                 place as (select nspowner from pg_namespace where nspname = '${schema}')
            select format('role %1$s is missing and %2$s may not create it: as an administrator, create role %1$I nologin',
                    name, rolname) || case when :takes_roles then format('; grant %I to %I', name, rolname) else '' end
                    as problem
                from wanted, me where oid is null and :migrates and not makes_roles
            union all
            select format('login %1$s is not granted %2$s: as an administrator, grant %2$I to %1$I', rolname, name)
                from wanted, me where not granted and (:takes_roles or not :migrates)
            union all
            select format('login %1$s may not create the schema %2$s: as an administrator, '
                    || 'create schema %2$I authorization %1$I in the database %3$s', rolname, '${schema}', current_database())
                from me where :migrates and not exists (select from place)
                    and not has_database_privilege(current_database(), 'create')
            union all
            select format('login %1$s does not own the schema %2$s: as an administrator, alter schema %2$I owner to %1$I',
                    rolname, '${schema}')
                from me, place where :migrates and not pg_has_role(nspowner, 'usage')
            union all
            select format('role %1$s may not use the schema %2$s: as its owner, grant usage on schema %2$I to %1$I',
                    name, '${schema}')
                from wanted, place where not :migrates and granted and not has_schema_privilege(oid, '${schema}', 'usage')
            """);

    private static final Statement MAY_MAKE_TABLES = new Statement("check.schema", """
            select case when place is null then has_database_privilege(current_database(), 'create')
                else pg_has_role(place.nspowner, 'usage') end as allowed
            from (values (1)) as always left join pg_namespace place on place.nspname = '${schema}'
            """);

    /** Returns whether the schema is the login's, or may be made by it; Flyway would find out ten seconds later. */
    boolean mayMakeTables() {
        try {
            return login.query(MAY_MAKE_TABLES, all -> {}, (row, context) -> row.getBoolean("allowed"))
                    .get(0);
        } catch (UnavailableException | RejectedException e) {
            return true;
        }
    }

    /** Returns what is missing, in sentences; empty when nothing is, or when the server does not say. */
    List<String> missing() {
        try {
            return login
                    .query(
                            MISSING,
                            all -> all.column("roles", "text", roles, role -> role)
                                    .truth("takes_roles", takesRoles)
                                    .truth("migrates", migrates),
                            (row, context) -> Rows.optionalText(row, "problem"))
                    .stream()
                    .flatMap(Optional::stream)
                    .toList();
        } catch (UnavailableException | RejectedException e) {
            return List.of();
        }
    }

    /** Returns the refusal with the missing rights in words, if that is the reason. */
    static RejectedException explain(RejectedException refused, List<Rights> logins) {
        if (!Failures.state(refused).equals(DENIED)) {
            return refused;
        }
        List<String> missing = logins.stream()
                .flatMap(rights -> rights.missing().stream())
                .distinct()
                .toList();
        return missing.isEmpty() ? refused : new RejectedException(String.join("; ", missing), refused);
    }
}
