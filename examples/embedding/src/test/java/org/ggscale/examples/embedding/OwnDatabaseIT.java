package org.ggscale.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ggscale.adapters.postgres.embedded.EmbeddedPostgres;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.turn.ForceOutcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same server on a database of its own, with one login that is no superuser. */
class OwnDatabaseIT {
    private static EmbeddedPostgres postgres;
    private static HikariDataSource dataSource;

    private final GameLoop loop = new GameLoop(Duration.ofMillis(5));
    private final List<RuntimeEvent> heard = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void database(@TempDir Path directory) throws Exception {
        postgres = EmbeddedPostgres.builder(directory)
                // Unpacked there by the tests of the adapter, in one build.
                .cache(Path.of("..", "..", "ggscale-adapters-postgres", "target", "postgres"))
                .setting("fsync", "off")
                .start();
        try (Connection connection = DriverManager.getConnection(postgres.superuserUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("create role arena login createrole password 'arena'");
            statement.execute("grant ggscale_app, ggscale_worker to arena");
            statement.execute("create database arena owner arena");
        }
        dataSource = new HikariDataSource();
        dataSource.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/arena");
        dataSource.setUsername("arena");
        dataSource.setPassword("arena");
    }

    @AfterAll
    static void stop() throws Exception {
        dataSource.close();
        postgres.close();
    }

    @AfterEach
    void stopLoop() {
        loop.stop();
    }

    @Test
    void games_and_their_events_outlive_the_server() throws InterruptedException {
        Thread.ofPlatform().daemon().start(loop);
        Optional<String> cursor;
        GameKey game;
        try (GameServer server = server(Optional.empty())) {
            server.open();
            game = server.begin(TurnSchedule.parse("@daily"), "ann", "bob");
            assertThat(server.ggscale().turns().force(game)).isInstanceOf(ForceOutcome.Committed.class);
            await().until(() -> heard.size() == 2);
            cursor = server.cursor();
        }

        try (GameServer next = server(cursor)) {
            List<RuntimeEvent> before = List.copyOf(heard);
            heard.clear();
            next.open();
            GameKey second = next.begin(TurnSchedule.parse("@daily"), "cid", "dan");
            await().until(() -> heard.stream().anyMatch(event -> event.gameId().equals(second.gameId())));

            assertThat(heard).doesNotContainAnyElementsOf(before);
            assertThat(next.ggscale().storage().runtimeRecords().find(game))
                    .hasValueSatisfying(kept -> assertThat(kept.currentTurn()).isEqualTo(1));
        }
        assertThat(dataSource.isClosed()).isFalse();
    }

    private GameServer server(Optional<String> cursor) {
        return new GameServer(loop, Stores.in(dataSource), System::nanoTime, cursor, heard::add);
    }
}
