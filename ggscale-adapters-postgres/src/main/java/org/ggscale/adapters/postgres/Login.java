package org.ggscale.adapters.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Who connects, and how. */
sealed interface Login {
    /** Returns the schema that it names. */
    Optional<String> schema();

    /** Returns connections for work, handing over what has to be closed. */
    DataSource forWork(String name, int maxConnections, Consumer<HikariDataSource> opened);

    /** Returns connections for migrating. */
    DataSource forMigrating();

    /** A server's address, for which a pool is opened. */
    record Address(Dsn dsn) implements Login {
        private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
        private static final Map<String, String> PATIENT =
                Map.of("connectTimeout", "5", "tcpKeepAlive", "true", "ApplicationName", "ggscale-migrator");
        /** A statement timeout does not end the wait for a frozen server, the socket's does. */
        private static final Map<String, String> BRISK =
                Map.of("connectTimeout", "5", "tcpKeepAlive", "true", "socketTimeout", "30");

        @Override
        public Optional<String> schema() {
            return dsn.schema();
        }

        @Override
        public DataSource forWork(String name, int maxConnections, Consumer<HikariDataSource> opened) {
            Map<String, String> properties = new HashMap<>(BRISK);
            properties.put("ApplicationName", name);
            // Made without a configuration it opens nothing before it is asked for a connection.
            HikariDataSource pool = new HikariDataSource();
            pool.setDataSource(dsn.dataSource(properties));
            pool.setPoolName(name);
            pool.setMaximumPoolSize(maxConnections);
            Duration patience = dsn.connectTimeout().orElse(CONNECT_TIMEOUT);
            pool.setConnectionTimeout(patience.toMillis());
            pool.setValidationTimeout(patience.toMillis() / 2);
            pool.setInitializationFailTimeout(-1);
            opened.accept(pool);
            return pool;
        }

        @Override
        public DataSource forMigrating() {
            return dsn.dataSource(PATIENT, Map.of("socketTimeout", "0"));
        }
    }

    /** Somebody else's connections. */
    record Connections(DataSource dataSource) implements Login {
        @Override
        public Optional<String> schema() {
            return Optional.empty();
        }

        @Override
        public DataSource forWork(String name, int maxConnections, Consumer<HikariDataSource> opened) {
            return dataSource;
        }

        @Override
        public DataSource forMigrating() {
            return dataSource;
        }
    }
}
