package org.ggscale.adapters.http.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A range of IP addresses in CIDR notation, such as {@code 10.0.0.0/8} or {@code fc00::/7}. */
record AddressRange(InetAddress network, int bits) {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[\\p{XDigit}.]*:[\\p{XDigit}:.]*");

    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? "" : text.substring(0, slash);
        String bits = text.substring(slash + 1);
        // Only literals get past here, so that a typing error in a configuration is never looked up as a name.
        if (!(IPV4.matcher(address).matches() || IPV6.matcher(address).matches()) || !bits.matches("\\d{1,3}")) {
            throw refused(text);
        }
        try {
            InetAddress network = InetAddress.getByName(address);
            if (Integer.parseInt(bits) > network.getAddress().length * 8) {
                throw refused(text);
            }
            return new AddressRange(network, Integer.parseInt(bits));
        } catch (UnknownHostException e) {
            throw refused(text);
        }
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "an address range is written like 10.0.0.0/8 or fc00::/7, not '" + text + "'");
    }

    boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (((mine[bit / 8] ^ other[bit / 8]) & (0x80 >> (bit % 8))) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}
