package org.ggscale.examples.drift;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainIT {
    @TempDir
    private Path directory;

    @Test
    void the_jar_runs_alone_creates_its_directory_and_ends_when_it_is_asked_to() throws Exception {
        try (EngineProcess engine = EngineProcess.start(directory.resolve("a/b"))) {
            assertThat(engine.call("GET", "/healthz", "").statusCode()).isEqualTo(200);
            assertThat(engine.terminate()).isEqualTo(143);
        }
    }

    @Test
    void a_second_engine_on_the_same_state_does_not_start() throws Exception {
        try (EngineProcess engine = EngineProcess.start(directory)) {
            assertThat(refusal(Map.of("GGSCALE_ENGINE_PORT", "0")))
                    .endsWith(directory + " is in use by another engine");
            assertThat(engine.call("GET", "/healthz", "").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GGSCALE_ENGINE_PORT, x, 'GGSCALE_ENGINE_PORT is x, but must be 0 to 65535'",
        "GGSCALE_ENGINE_PORT, 65536, 'GGSCALE_ENGINE_PORT is 65536, but must be 0 to 65535'",
        "GGSCALE_GAME_ID, 7, GGSCALE_GAME_ID must be a uuid",
    })
    void a_setting_that_cannot_be_used_is_named(String variable, String value, String message) throws Exception {
        assertThat(refusal(Map.of(variable, value)))
                .startsWith("drift cannot start: ")
                .endsWith(message);
    }

    @Test
    void a_port_in_use_is_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());

            assertThat(refusal(Map.of("GGSCALE_ENGINE_PORT", port))).contains("cannot listen on /127.0.0.1:" + port);
        }
    }

    @Test
    void the_length_of_a_game_is_a_number() throws Exception {
        assertThat(refusal(Map.of(), "0")).endsWith("the length of the game is 0, but must be 1 to 1000000");
    }

    private String refusal(Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("GGSCALE_ENGINE_STATE_DIR", directory.toString());
        Process process = EngineProcess.launch(environment, arguments);
        String line = process.errorReader(UTF_8).readLine();
        assertThat(process.waitFor()).isEqualTo(1);
        return line;
    }
}
