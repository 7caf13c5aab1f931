package org.ggscale.host.configuration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a listener binds.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 0 to 65535; 0 takes any free one
 */
public record Address(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9.-]+)):(\\d{1,5})");

    static Address parse(Variable variable, String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            int port = Integer.parseInt(matcher.group(3));
            if (port <= 65_535) {
                return new Address(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), port);
            }
        }
        throw new ConfigurationException(
                variable, text, "host:port with a port from 0 to 65535, such as 127.0.0.1:8081");
    }

    /** Returns whether only this machine reaches the address. */
    public boolean loopback() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    /** Returns the same host with the port that was bound. */
    public Address withPort(int bound) {
        return new Address(host, bound);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
