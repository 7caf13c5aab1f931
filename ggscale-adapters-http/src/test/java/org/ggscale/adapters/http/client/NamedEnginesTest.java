package org.ggscale.adapters.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.adapters.http.client.Answers.GAME;
import static org.ggscale.adapters.http.client.Answers.state;
import static org.ggscale.adapters.http.client.ScriptedEngine.json;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.ggscale.core.engine.EngineEndpoint;
import org.ggscale.core.engine.EngineReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Engines that are called by a name, and the addresses that the name may have. */
@Timeout(30)
class NamedEnginesTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private ScriptedEngine engine;

    @BeforeEach
    void start() throws IOException {
        engine = ScriptedEngine.answering(json(state(8)));
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
    }

    @Test
    void a_name_leads_to_its_address() {
        assertThat(turn(EndpointPolicy.privateNetworks(), host -> addresses("127.0.0.1"), LONG))
                .isInstanceOf(EngineReply.Answered.class);
    }

    @Test
    void a_name_that_was_given_a_forbidden_address_leads_nowhere() {
        assertThat(turn(EndpointPolicy.parse("10.0.0.0/8"), host -> addresses("127.0.0.1"), LONG))
                .isEqualTo(new EngineReply.Unanswered("engine.test has no address in 10.0.0.0/8"));
        assertThat(engine.connections()).isZero();
    }

    @Test
    void only_the_permitted_addresses_of_a_name_are_tried() {
        assertThat(turn(EndpointPolicy.privateNetworks(), host -> addresses("169.254.169.254", "127.0.0.1"), LONG))
                .isInstanceOf(EngineReply.Answered.class);
        assertThat(engine.requests()).hasSize(1);
    }

    @Test
    void an_address_where_nobody_listens_is_followed_by_the_next() {
        assertThat(turn(EndpointPolicy.privateNetworks(), host -> addresses("127.0.0.2", "127.0.0.1"), LONG))
                .isInstanceOf(EngineReply.Answered.class);
        assertThat(engine.requests()).hasSize(1);
    }

    @Test
    void a_name_without_address_is_not_answered() {
        EngineReply reply = turn(
                EndpointPolicy.privateNetworks(),
                host -> {
                    throw new UnknownHostException(host);
                },
                LONG);

        assertThat(reply).isEqualTo(new EngineReply.Unanswered("engine.test has no address"));
    }

    @Test
    void a_lookup_that_hangs_ends_with_the_call_and_is_shared() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger lookups = new AtomicInteger();
        Names.Resolver resolver = host -> {
            lookups.incrementAndGet();
            awaitUninterruptibly(never);
            return addresses("127.0.0.1");
        };
        try (OkHttpEngines client = OkHttpEngines.builder().resolver(resolver).build()) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.turn(named(), GAME, 7, Duration.ofMillis(100)))
                        .isInstanceOf(EngineReply.Unanswered.class);
            }
        }
        never.countDown();
        assertThat(lookups).hasValue(1);
    }

    @Test
    void a_forbidden_literal_is_never_connected_to() {
        try (OkHttpEngines client = OkHttpEngines.create()) {
            for (String host : new String[] {"169.254.169.254", "8.8.8.8", "[fe80::1]", "[::ffff:169.254.169.254]"}) {
                assertThat(client.turn(EngineEndpoint.parse("http://" + host + ":1"), GAME, 7, LONG))
                        .isInstanceOfSatisfying(
                                EngineReply.Unanswered.class,
                                reply -> assertThat(reply.reason()).contains("is not in 127.0.0.0/8"));
            }
        }
    }

    @Test
    void engines_that_this_host_started_on_loopback_need_no_permission() {
        try (OkHttpEngines client = OkHttpEngines.builder()
                .endpoints(EndpointPolicy.parse("10.0.0.0/8"))
                .build()) {
            assertThat(client.turn(engine.endpoint(), GAME, 7, LONG)).isInstanceOf(EngineReply.Answered.class);
        }
    }

    private EngineReply turn(EndpointPolicy policy, Names.Resolver resolver, Duration timeout) {
        try (OkHttpEngines client =
                OkHttpEngines.builder().endpoints(policy).resolver(resolver).build()) {
            return client.turn(named(), GAME, 7, timeout);
        }
    }

    private EngineEndpoint named() {
        return EngineEndpoint.parse("http://engine.test:" + engine.port());
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.getByAddress(
                    "engine.test", InetAddress.getByName(literals[i]).getAddress());
        }
        return addresses;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
