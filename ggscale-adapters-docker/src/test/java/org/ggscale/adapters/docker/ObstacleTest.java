package org.ggscale.adapters.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.Info;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a daemon says of itself, read as it sends it. */
class ObstacleTest {
    @Test
    void a_daemon_that_maps_users_is_refused() throws JsonProcessingException {
        assertThat(obstacle("[\"name=seccomp,profile=default\",\"name=userns\"]"))
                .hasValueSatisfying(why -> assertThat(why).contains("userns-remap"));
    }

    @Test
    void any_other_is_taken() throws JsonProcessingException {
        assertThat(obstacle("[\"name=seccomp,profile=default\"]")).isEmpty();
        assertThat(obstacle("null")).isEmpty();
    }

    private static Optional<String> obstacle(String securityOptions) throws JsonProcessingException {
        return DockerEngines.obstacle(
                new ObjectMapper().readValue("{\"SecurityOptions\":" + securityOptions + "}", Info.class));
    }
}
