package org.ggscale.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

class DsnTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgres://ada:secret@db:5433/games                         | db        | 5433 | games  | ada   | secret
            postgresql://ada:secret@db/games                            | db        | 5432 | games  | ada   | secret
            postgres://ada:s%40c%2Fr%3At%25+@db/games                | db        | 5432 | games  | ada   | s@c/r:t%+
            postgres://ada:a?b@db/games                                 | db        | 5432 | games  | ada   | a?b
            postgres://ada:a:b@db/games                                 | db        | 5432 | games  | ada   | a:b
            postgres://ada%40x:secret@db/my%20games                     | db        | 5432 | my games | ada@x | secret
            postgres://ada:secret@[::1]:6000/games                      | [::1]     | 6000 | games  | ada   | secret
            postgres://db/games?user=ada&password=s%26c                 | db        | 5432 | games  | ada   | s&c
            jdbc:postgresql://db:5433/games?user=ada&password=secret    | db        | 5433 | games  | ada   | secret
            """)
    void both_forms_name_server_database_and_login(
            String text, String host, int port, String database, String user, String password) {
        PGSimpleDataSource source = Dsn.parse(text).dataSource(Map.of());

        assertThat(source.getServerNames()).containsExactly(host);
        assertThat(source.getPortNumbers()).containsExactly(port);
        assertThat(source.getDatabaseName()).isEqualTo(database);
        assertThat(source.getUser()).isEqualTo(user);
        assertThat(source.getPassword()).isEqualTo(password);
    }

    @Test
    void several_servers_are_tried_in_order() {
        PGSimpleDataSource source = Dsn.parse("postgres://ada@one:1,two:2/games?targetServerType=primary")
                .dataSource(Map.of());

        assertThat(source.getServerNames()).containsExactly("one", "two");
        assertThat(source.getPortNumbers()).containsExactly(1, 2);
    }

    @Test
    void parameters_reach_the_driver_under_its_names_and_come_before_the_defaults() throws Exception {
        PGSimpleDataSource source = Dsn.parse(
                        "postgres://ada@db/games?sslmode=verify-full&connect_timeout=3&application_name=mine&socketTimeout=7")
                .dataSource(Map.of("connectTimeout", "5", "socketTimeout", "30", "tcpKeepAlive", "true"));

        assertThat(source.getProperty(PGProperty.SSL_MODE)).isEqualTo("verify-full");
        assertThat(source.getProperty(PGProperty.CONNECT_TIMEOUT)).isEqualTo("3");
        assertThat(source.getProperty(PGProperty.APPLICATION_NAME)).isEqualTo("mine");
        assertThat(source.getProperty(PGProperty.SOCKET_TIMEOUT)).isEqualTo("7");
        assertThat(source.getProperty(PGProperty.TCP_KEEP_ALIVE)).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource({
        "connect_timeout=3,3",
        "connectTimeout=60,60",
        "connect_timeout=0,",
        "connect_timeout=-1,",
        "sslmode=disable,"
    })
    void the_connect_timeout_bounds_the_wait_for_the_pool_too(String parameter, Long seconds) {
        assertThat(Dsn.parse("postgres://ada@db/games?" + parameter).connectTimeout())
                .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"search_path=mine", "currentSchema=mine", "sslmode=disable&search_path=mine"})
    void the_search_path_names_the_schema(String parameters) {
        assertThat(Dsn.parse("postgres://ada@db/games?" + parameters).schema()).contains("mine");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mysql://ada:hush@db/games                                   | a DSN is postgres://
            hush                                                        | a DSN is postgres://
            postgres://ada:hush@db                                      | a DSN is postgres://
            postgres://ada:hush@db/                                     | it names no database
            postgres://db/games                                         | it names no user
            postgres://ada:hu/sh@db/games                               | its host is none
            postgres://ada:hush@/games                                  | its host is none
            postgres://ada:hush@db:port/games                           | its host is none
            postgres://ada:hush@db:0/games                              | its port is not 1 to 65535
            postgres://ada:hush@db:65536/games                          | its port is not 1 to 65535
            postgres://ada:hu%sh@db/games                               | a % that is no escape
            postgres://ada:hush@db/games?sslmode=on                     | sslmode is one of disable
            postgres://ada:hush@db/games?frobnicate=1                   | no parameter frobnicate
            postgres://ada:hush@db/games?sslmode                        | name=value
            postgres://ada:hush@db/games?preferQueryMode=simple         | preferQueryMode is not free to choose
            postgres://ada:hush@db/games?search_path=a,b                | a schema (search_path) is one name
            postgres://ada:hush@db/games?search_path=pg_x               | a schema (search_path) is one name
            jdbc:postgresql://ada:hush@db/games                         | ?user=...&password=...
            """)
    void anything_else_is_refused_with_the_reason_and_without_the_password(String text, String reason) {
        assertThatThrownBy(() -> Dsn.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("hush")
                .hasMessageNotContaining("hu/sh");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgres://root:x@db:5433/postgres                        | postgres://ada:s@db:5433/my%20games%2F%22%C3%B6
            postgres://root@[::1],two/x?search_path=mine&user=eve     | postgres://ada:s@[::1],two/my%20games%2F%22%C3%B6
            jdbc:postgresql://db/x?user=root&password=x&sslmode=verify-full&sslrootcert=/a%20b&connect_timeout=3 \
            | postgres://ada:s@db/my%20games%2F%22%C3%B6?sslmode=verify-full&sslrootcert=%2Fa%20b
            """)
    void another_login_reaches_the_same_server_in_the_same_way(String text, String other) {
        assertThat(Dsn.parse(text).ofLogin("ada", "s", "my games/\"\u00f6")).isEqualTo(other);
        assertThat(Dsn.parse(other).dataSource(Map.of()).getDatabaseName()).isEqualTo("my games/\"\u00f6");
    }

    @Test
    void as_text_it_has_no_login() {
        assertThat(Dsn.parse("postgres://ada:hush@db:5433/games")).hasToString("db:5433/games");
    }
}
