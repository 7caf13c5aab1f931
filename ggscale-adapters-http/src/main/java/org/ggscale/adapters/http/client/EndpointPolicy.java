package org.ggscale.adapters.http.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.ggscale.core.engine.EngineEndpoint;

/**
 * The addresses at which external engines may live.
 *
 * <p>Link-local addresses, where clouds keep their metadata services, are never among them. {@link OkHttpEngines}
 * enforces the policy again at every connect, so a name that is given another address later leads nowhere. That holds for
 * every name, also for the alias of a container that this host started; loopback literals are always connected to, since
 * that is where child processes listen.
 */
public final class EndpointPolicy {
    private static final EndpointPolicy PRIVATE_NETWORKS =
            parse("127.0.0.0/8, ::1/128, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7");

    private final List<AddressRange> ranges;

    private EndpointPolicy(List<AddressRange> ranges) {
        this.ranges = ranges;
    }

    /** Returns the policy that permits loopback and the private ranges of IPv4 and IPv6. */
    public static EndpointPolicy privateNetworks() {
        return PRIVATE_NETWORKS;
    }

    /**
     * Reads a list of ranges such as {@code 10.0.0.0/8, fc00::/7}, which replaces the default as a whole.
     *
     * @throws IllegalArgumentException naming the first entry that is no range
     */
    public static EndpointPolicy parse(String list) {
        return new EndpointPolicy(Arrays.stream(list.split(",", -1))
                .map(entry -> AddressRange.parse(entry.strip()))
                .toList());
    }

    /**
     * Says why an external engine may not be registered at an endpoint; empty when it may.
     *
     * <p>Looks a name up, and blocks as long as that takes; every address it has must be permitted. A name without any
     * address is left to the connect.
     */
    public Optional<String> refusal(EngineEndpoint endpoint) {
        HttpUrl url = HttpUrl.parse(endpoint.toString());
        if (url == null) {
            return Optional.of("the engine endpoint is no address that HTTP can call");
        }
        try {
            return refusal(url.host(), List.of(InetAddress.getAllByName(url.host())));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    Optional<String> refusal(String host, List<InetAddress> addresses) {
        return addresses.stream()
                .filter(address -> !permits(address))
                .findFirst()
                .map(address -> "the engine endpoint " + host + " has the address " + address.getHostAddress()
                        + ", which is not in " + this);
    }

    boolean permits(InetAddress address) {
        return !address.isLinkLocalAddress() && ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** Returns whether a socket may connect: also to loopback, where the engines that this host started listen. */
    boolean permitsConnect(InetAddress address) {
        return address.isLoopbackAddress() || permits(address);
    }

    /** Returns the list as it is read by {@link #parse}. */
    @Override
    public String toString() {
        return ranges.stream().map(AddressRange::toString).collect(Collectors.joining(", "));
    }
}
