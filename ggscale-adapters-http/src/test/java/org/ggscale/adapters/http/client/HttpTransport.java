package org.ggscale.adapters.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineCapability;
import org.ggscale.core.engine.EngineClient;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineReply;
import org.ggscale.core.engine.EngineRequest;
import org.ggscale.core.engine.EngineState;
import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.RaceName;
import org.ggscale.testkit.EngineTransport;

/** Java objects served over HTTP, as the engine contract says. */
final class HttpTransport implements EngineTransport, AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final OkHttpEngines client = OkHttpEngines.create();
    private final List<MockWebServer> servers = new ArrayList<>();

    @Override
    public EngineClient client() {
        return client;
    }

    @Override
    public EngineEndpoint serve(GameId gameId, InProcessEngine engine) {
        MockWebServer server = start();
        server.setDispatcher(new Contract(engine));
        return at(server);
    }

    @Override
    public EngineEndpoint nowhere() {
        MockWebServer server = start();
        server.close();
        return at(server);
    }

    private synchronized MockWebServer start() {
        MockWebServer server = new MockWebServer();
        servers.add(server);
        try {
            server.start(InetAddress.getByName("127.0.0.1"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return server;
    }

    private static EngineEndpoint at(MockWebServer server) {
        return EngineEndpoint.parse("http://127.0.0.1:" + server.getPort());
    }

    @Override
    public synchronized void close() {
        client.close();
        servers.forEach(MockWebServer::close);
    }

    private static final class Contract extends Dispatcher {
        private final InProcessEngine engine;

        private Contract(InProcessEngine engine) {
            this.engine = engine;
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            try {
                return answer(request);
            } catch (IOException | RuntimeException e) {
                return answer(500, new byte[0]);
            }
        }

        private MockResponse answer(RecordedRequest request) throws IOException {
            byte[] body =
                    request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
            return switch (request.getMethod() + " " + request.getUrl().encodedPath()) {
                case "POST /api/v1/admin/init" -> answer(init(body));
                case "GET /api/v1/admin/status" -> answer(engine.status());
                case "PUT /api/v1/admin/turn" -> answer(turn(body));
                case "POST /api/v1/admin/race/banish" -> answer(engine.banish(actor(body)));
                case "PUT /api/v1/command" ->
                    answer(engine.relay(new EngineRequest.Commands(actor(body), array(body))));
                case "PUT /api/v1/order" -> answer(engine.relay(new EngineRequest.Orders(actor(body), array(body))));
                case "GET /api/v1/order" ->
                    answer(engine.relay(new EngineRequest.StoredOrders(player(request), turn(request))));
                case "GET /api/v1/report" ->
                    answer(engine.relay(new EngineRequest.Report(player(request), turn(request))));
                case "GET /healthz" -> answer(200, new byte[0]);
                default -> answer(404, new byte[0]);
            };
        }

        private EngineReply init(byte[] body) throws IOException {
            List<RaceName> races = new ArrayList<>();
            GameId gameId = null;
            try (JsonParser in = JSON.createParser(body)) {
                while (in.nextToken() != null) {
                    if (in.currentToken() == JsonToken.VALUE_STRING
                            && in.currentName().equals("gameId")) {
                        gameId = GameId.parse(in.getText());
                    } else if (in.currentToken() == JsonToken.VALUE_STRING
                            && in.currentName().equals("raceName")) {
                        races.add(new RaceName(in.getText()));
                    }
                }
            }
            return engine.init(gameId, races);
        }

        private EngineReply turn(byte[] body) throws IOException {
            try (JsonParser in = JSON.createParser(body)) {
                in.nextToken();
                in.nextFieldName();
                GameId gameId = GameId.parse(in.nextTextValue());
                in.nextFieldName();
                return engine.turn(gameId, in.nextLongValue(-1));
            }
        }

        private static RaceName actor(byte[] body) throws IOException {
            try (JsonParser in = JSON.createParser(body)) {
                in.nextToken();
                in.nextFieldName();
                return new RaceName(in.nextTextValue());
            }
        }

        private static byte[] array(byte[] body) throws IOException {
            try (JsonParser in = JSON.createParser(body)) {
                while (in.nextToken() != JsonToken.START_ARRAY) {}
                return Arrays.copyOfRange(body, (int) in.currentTokenLocation().getByteOffset(), body.length - 1);
            }
        }

        private static RaceName player(RecordedRequest request) {
            return new RaceName(request.getUrl().queryParameter("player"));
        }

        private static long turn(RecordedRequest request) {
            return Long.parseLong(request.getUrl().queryParameter("turn"));
        }

        private static MockResponse answer(EngineReply reply) throws IOException {
            return switch (reply) {
                case EngineReply.Answered answered -> answer(200, json(answered.state()));
                case EngineReply.Conflicted conflicted -> answer(409, json(conflicted.state()));
                case EngineReply.Refused refused -> answer(refused.status(), bytes(refused.detail()));
                case EngineReply.Unanswered unanswered -> answer(500, bytes(unanswered.reason()));
                case EngineReply.Garbled garbled -> answer(200, bytes(garbled.reason()));
            };
        }

        private static MockResponse answer(BanishReply reply) {
            return switch (reply) {
                case BanishReply.Banished banished -> answer(204, new byte[0]);
                case BanishReply.Refused refused -> answer(refused.status(), bytes(refused.detail()));
                case BanishReply.InDoubt doubt -> answer(500, bytes(doubt.reason()));
            };
        }

        private static MockResponse answer(EngineAnswer answer) throws IOException {
            return switch (answer) {
                case EngineAnswer.Json json -> answer(200, json.body().readAllBytes());
                case EngineAnswer.Refused refused -> answer(refused.status(), refused.detail());
                case EngineAnswer.Unanswered unanswered -> answer(500, bytes(unanswered.reason()));
                case EngineAnswer.Garbled garbled -> answer(200, bytes(garbled.reason()));
            };
        }

        private static MockResponse answer(int status, byte[] body) {
            return new MockResponse.Builder()
                    .code(status)
                    .body(new Buffer().write(body))
                    .build();
        }

        private static byte[] bytes(String text) {
            return text.getBytes(UTF_8);
        }

        private static byte[] json(EngineState state) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JsonGenerator out = JSON.createGenerator(bytes)) {
                out.writeStartObject();
                out.writeStringField("id", state.id().toString());
                out.writeNumberField("turn", state.turn());
                out.writeStringField("stage", state.stage());
                out.writeBooleanField("finished", state.finished());
                out.writeArrayFieldStart("capabilities");
                for (EngineCapability capability : state.capabilities()) {
                    out.writeString(capability.wireName());
                }
                out.writeEndArray();
                out.writeArrayFieldStart("player");
                for (EngineState.Race race : state.races()) {
                    out.writeStartObject();
                    out.writeStringField("id", race.id().toString());
                    out.writeStringField("raceName", race.raceName());
                    out.writeNumberField("planets", race.planets());
                    out.writeNumberField("population", race.population());
                    out.writeBooleanField("extinct", race.extinct());
                    out.writeEndObject();
                }
                out.writeEndArray();
                out.writeEndObject();
            }
            return bytes.toByteArray();
        }
    }
}
