package org.ggscale.adapters.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    private static final Duration REST = Duration.ofMinutes(2);
    /** Of five that nobody else has. */
    private static final int FIRST = free(5);

    @TempDir
    Path directory;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void no_port_is_given_out_twice_before_it_has_rested() throws IOException {
        Ports ports = ports(5);
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            taken.add(ports.take());
        }

        assertThat(taken).hasSize(5);
        assertThatThrownBy(ports::take)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(FIRST + " to " + (FIRST + 4));
    }

    @Test
    void a_port_rests_from_the_end_of_its_engine() throws IOException {
        Ports ports = ports(1);
        int port = ports.take();
        now = now.plus(Duration.ofHours(1));
        ports.release(List.of(port));

        now = now.plus(REST).minusMillis(1);
        assertThatThrownBy(ports::take).isInstanceOf(IOException.class);
        now = now.plusMillis(1);
        assertThat(ports.take()).isEqualTo(port);
    }

    @Test
    void the_next_holder_of_the_file_lets_ports_rest_too() throws IOException {
        int first = ports(2).take();
        int second = ports(2).take();

        assertThat(second).isNotEqualTo(first);
        assertThatThrownBy(ports(2)::take).isInstanceOf(IOException.class);
    }

    @Test
    void ports_go_round_so_that_the_one_used_longest_ago_comes_last() throws IOException {
        Ports ports = ports(3);
        int first = ports.take();
        now = now.plus(REST);

        assertThat(ports.take()).isNotEqualTo(first);
    }

    @Test
    void nodes_of_one_machine_begin_at_different_ports() throws IOException {
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            taken.add(Ports.load(directory.resolve("node-" + i), 15_000, 15_999, REST, () -> now)
                    .take());
        }

        assertThat(taken).hasSizeGreaterThan(10);
    }

    @Test
    void a_port_that_somebody_listens_on_is_passed_over() throws IOException {
        try (ServerSocket taken = new ServerSocket(FIRST, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(ports(2).take()).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void a_last_port_outside_a_changed_range_does_no_harm() throws IOException {
        Ports.load(directory.resolve("ports"), 15_200, 15_209, REST, () -> now).take();

        assertThat(ports(2).take()).isBetween(FIRST, FIRST + 1);
    }

    private static int free(int count) {
        return IntStream.iterate(20_000, first -> first < 30_000, first -> first + count)
                .filter(first -> IntStream.range(first, first + count).allMatch(PortsTest::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private Ports ports(int count) throws IOException {
        return Ports.load(directory.resolve("ports"), FIRST, FIRST + count - 1, REST, () -> now);
    }
}
