package org.ggscale.bench.herd;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.ggscale.adapters.http.client.OkHttpEngines;
import org.ggscale.adapters.postgres.PostgresGgScale;
import org.ggscale.adapters.postgres.embedded.EmbeddedPostgres;
import org.ggscale.bench.EngineProcess;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.runtime.Registration;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.tenant.TenantId;

/** A PostgreSQL server, an engine in a process of its own, and registered games in both. */
final class Ground implements AutoCloseable {
    static final List<Member> MEMBERS = List.of(
            new Member(new UserId("ada"), new RaceName("Terrans")),
            new Member(new UserId("bob"), new RaceName("Vorlons")));

    private static final SemanticVersion VERSION = SemanticVersion.parse("1.0.0");
    /** Far enough that a game is due only when it is made so. */
    private static final TurnSchedule SCHEDULE = TurnSchedule.parse("@every 366d");

    private final EmbeddedPostgres server;
    private final EngineProcess engine;
    private final OkHttpEngines client = OkHttpEngines.create();
    private final PostgresGgScale storage;
    private final Books books;
    private final Games games;

    private Ground(EmbeddedPostgres server, EngineProcess engine, Games games) throws SQLException {
        this.server = server;
        this.engine = engine;
        this.games = games;
        this.storage = PostgresGgScale.builder()
                .requests(server.applicationUrl())
                .workers(server.workerUrl())
                .migrations(server.migratorUrl())
                .build();
        this.books = Books.open(server.superuserUrl());
    }

    /**
     * Starts server and engine, and registers games.
     *
     * @param due how many games each side of the benchmark plays
     * @param registered how many the database has at least
     */
    static Ground prepare(Path directory, int due, int registered) throws IOException, SQLException {
        EmbeddedPostgres server =
                EmbeddedPostgres.builder(directory.resolve("postgres")).start();
        EngineProcess engine =
                EngineProcess.start(directory.resolve("engine"), "512m", List.of("--conditional", "--unsynced"));
        Ground ground = new Ground(server, engine, Games.draw(due, new Random(due)));
        ground.register(registered);
        return ground;
    }

    private void register(int registered) throws SQLException {
        storage.migrate();
        UUID template = new UUID(1, 1);
        registerOne(template);
        books.copy(template, games.full(), "");
        books.copy(template, games.rows(), RowsAlone.NODE.value());
        books.addIdle(template, Math.max(registered - 2 * games.size(), 0));
        books.settle();
        List<RaceName> races = MEMBERS.stream().map(Member::raceName).toList();
        calls().init(games.full(), races);
        calls().init(games.calls(), races);
    }

    private void registerOne(UUID game) {
        Instant now = Instant.now();
        storage.engineVersions()
                .create(
                        TenantId.DEFAULT,
                        new EngineVersion(
                                VERSION,
                                ImageRef.parse("engine:1"),
                                EngineOptions.NONE,
                                EngineVersion.Status.ACTIVE,
                                now,
                                now));
        try (FullTurns host = new FullTurns(storage, client)) {
            Registration registration = host.ggscale()
                    .registrar()
                    .register(new NewRuntime(
                            new GameKey(TenantId.DEFAULT, new GameId(game)),
                            VERSION,
                            SCHEDULE,
                            Optional.of(new EngineEndpoint(engine.endpoint(game))),
                            MEMBERS));
            if (!(registration instanceof Registration.Registered)) {
                throw new IllegalStateException("the first game could not be registered: " + registration);
            }
        }
    }

    CallsAlone calls() {
        return new CallsAlone(client, engine::endpoint);
    }

    RowsAlone rows() {
        return new RowsAlone(storage.turns(), MEMBERS);
    }

    FullTurns host() {
        return new FullTurns(storage, client);
    }

    /** Returns a host whose statements and batches are counted; closing it leaves its connections open. */
    FullTurns counted(Statements statements, Batches batches) {
        return new FullTurns(
                batches.of(PostgresGgScale.builder()
                        .requests(statements.of(pool(server.applicationUrl())))
                        .workers(statements.of(pool(server.workerUrl())))
                        .build()),
                client);
    }

    private static HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(8);
        return pool;
    }

    Books books() {
        return books;
    }

    Games games() {
        return games;
    }

    /** Returns the file that the engine writes. */
    Path ledger() {
        return engine.ledger();
    }

    @Override
    public void close() throws IOException, SQLException {
        books.close();
        storage.close();
        client.close();
        engine.close();
        server.close();
    }
}
