package org.ggscale.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether the server could lose a commit that it has acknowledged. */
final class Durability {
    private static final String CONSEQUENCE =
            " may lose turns that were played, and engines without conditional turns then play one too many";

    /** Whoever copies a base backup or decodes changes is nobody to fail over to. */
    private static final Statement SETTINGS = new Statement("check.durability", """
            select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commits, session_user as login,
                current_setting('synchronous_standby_names') <> '' as synchronous,
                exists (select from pg_stat_replication follower
                    where follower.state is distinct from 'backup' and not exists (
                        select from pg_replication_slots slot
                        where slot.active_pid = follower.pid and slot.slot_type = 'logical')) as followed
            """);

    private Durability() {}

    /** Returns what is risky, in sentences. */
    static List<String> risks(Gateway... logins) {
        Set<String> risks = new LinkedHashSet<>();
        for (Gateway login : logins) {
            login.query(SETTINGS, all -> {}, (row, context) -> read(row)).forEach(risks::addAll);
        }
        return List.copyOf(risks);
    }

    private static List<String> read(ResultSet row) throws SQLException {
        List<String> risks = new ArrayList<>();
        String commits = row.getString("commits");
        boolean synchronous = row.getBoolean("synchronous");
        if (row.getString("fsync").equals("off")) {
            risks.add("fsync is off: a crash of the server's machine" + CONSEQUENCE);
        }
        if (commits.equals("off")) {
            risks.add("synchronous_commit is off for the login " + row.getString("login") + ": a crash of the server"
                    + CONSEQUENCE);
        }
        if (commits.equals("local") && synchronous) {
            risks.add("synchronous_commit is local for the login " + row.getString("login")
                    + ", which waits for no standby: a failover" + CONSEQUENCE);
        }
        if (row.getBoolean("followed") && !synchronous) {
            risks.add("a standby follows asynchronously (synchronous_standby_names is empty): a failover to it"
                    + CONSEQUENCE);
        }
        return risks;
    }
}
