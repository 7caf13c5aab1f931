package org.ggscale.bench.herd;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Counts the statements that reach a database, by the name they carry in a comment. */
final class Statements {
    private static final Pattern NAME = Pattern.compile("/\\* ggscale (\\S+) \\*/");

    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    /** Returns connections whose statements are counted. */
    DataSource of(DataSource source) {
        return Proxies.of(DataSource.class, (self, method, arguments) -> {
            Object result = Proxies.call(source, method, arguments);
            return result instanceof Connection connection ? counted(connection) : result;
        });
    }

    /** Returns how often each was executed; one without a name by its first word. */
    Map<String, AtomicLong> counts() {
        return Map.copyOf(counts);
    }

    private Connection counted(Connection connection) {
        return Proxies.of(Connection.class, (self, method, arguments) -> {
            Object result = Proxies.call(connection, method, arguments);
            if (method.getName().equals("commit")) {
                count("commit");
            }
            return result instanceof PreparedStatement statement
                    ? counted(statement, name((String) arguments[0]))
                    : result;
        });
    }

    private PreparedStatement counted(PreparedStatement statement, String name) {
        return Proxies.of(PreparedStatement.class, (self, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                count(name);
            }
            return Proxies.call(statement, method, arguments);
        });
    }

    private void count(String name) {
        counts.computeIfAbsent(name, unseen -> new AtomicLong()).incrementAndGet();
    }

    private static String name(String sql) {
        Matcher named = NAME.matcher(sql);
        return named.find() ? named.group(1) : sql.strip().split("\\s", 2)[0];
    }
}
