package org.ggscale.adapters.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.ggscale.core.engine.EngineEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "[::1]",
                "[fc00::1]",
                "[fdff:ffff::1]",
                "[::ffff:10.1.2.3]",
                "localhost"
            })
    void loopback_and_private_networks_are_permitted_by_default(String host) {
        assertThat(EndpointPolicy.privateNetworks().refusal(at(host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "11.0.0.0",
                "9.255.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "100.64.0.1",
                "0.0.0.0",
                "255.255.255.255",
                "224.0.0.1",
                "169.254.169.254",
                "[::]",
                "[::2]",
                "[2001:db8::1]",
                "[fe80::1]",
                "[febf::1]",
                "[ff02::1]",
                "[fbff::1]",
                "[fe00::1]",
                "[::ffff:169.254.169.254]",
                "[::ffff:8.8.8.8]",
                "[64:ff9b::a9fe:a9fe]",
                "[2002:a9fe:a9fe::1]"
            })
    void other_addresses_are_not(String host) {
        assertThat(EndpointPolicy.privateNetworks().refusal(at(host))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.0.1", "169.254.169.254", "[fe80::1]", "[::ffff:169.254.169.254]"})
    void link_local_addresses_are_never_permitted(String host) {
        assertThat(EndpointPolicy.parse("0.0.0.0/0,::/0,169.254.0.0/16,fe80::/10")
                        .refusal(at(host)))
                .isPresent();
    }

    @Test
    void a_list_replaces_the_default() {
        EndpointPolicy policy = EndpointPolicy.parse("203.0.113.64/26, 2001:db8::/32,10.1.2.3/32");

        assertThat(policy.refusal(at("203.0.113.127"))).isEmpty();
        assertThat(policy.refusal(at("203.0.113.128"))).isPresent();
        assertThat(policy.refusal(at("[2001:db8:ffff::1]"))).isEmpty();
        assertThat(policy.refusal(at("[2001:db9::1]"))).isPresent();
        assertThat(policy.refusal(at("10.1.2.3"))).isEmpty();
        assertThat(policy.refusal(at("10.1.2.4"))).isPresent();
        assertThat(policy.refusal(at("127.0.0.1")))
                .hasValue("the engine endpoint 127.0.0.1 has the address 127.0.0.1, which is not in "
                        + "203.0.113.64/26, 2001:db8:0:0:0:0:0:0/32, 10.1.2.3/32");
    }

    @Test
    void a_range_of_no_bits_holds_every_address_of_its_kind() throws UnknownHostException {
        assertThat(AddressRange.parse("0.0.0.0/0").contains(InetAddress.getByName("255.255.255.255")))
                .isTrue();
        assertThat(AddressRange.parse("0.0.0.0/0").contains(InetAddress.getByName("::1")))
                .isFalse();
        assertThat(AddressRange.parse("::/0").contains(InetAddress.getByName("127.0.0.1")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0.0/",
                "/8",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "::/129",
                "10.0.0/8",
                "10.0.0.256/8",
                "localhost/8",
                "dead.beef/8",
                "10.0.0.0/8,",
                ",10.0.0.0/8",
                "10.0.0.0/8 11.0.0.0/8",
                "10.0.0.0/8/8",
                "fe80::1%lo/64"
            })
    void what_is_no_list_of_ranges_is_refused(String list) {
        assertThatThrownBy(() -> EndpointPolicy.parse(list)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_is_refused_when_one_of_its_addresses_is() throws UnknownHostException {
        InetAddress good = InetAddress.getByName("10.0.0.1");
        InetAddress bad = InetAddress.getByName("8.8.8.8");
        EndpointPolicy policy = EndpointPolicy.privateNetworks();

        assertThat(policy.refusal("engine.test", List.of(good))).isEmpty();
        assertThat(policy.refusal("engine.test", List.of(good, bad)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("engine.test", "8.8.8.8"));
    }

    @Test
    void an_endpoint_that_http_cannot_call_is_refused() {
        assertThat(EndpointPolicy.privateNetworks().refusal(new EngineEndpoint(URI.create("in-process:demo"))))
                .isPresent();
    }

    private static EngineEndpoint at(String host) {
        return EngineEndpoint.parse("http://" + host + ":8080/games/1");
    }
}
