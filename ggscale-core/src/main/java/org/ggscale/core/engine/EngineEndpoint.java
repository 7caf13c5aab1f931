package org.ggscale.core.engine;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where an engine is called.
 *
 * @param uri {@code http://host:port/path} without a trailing slash, or {@code in-process:NAME/...} for a Java object
 */
public record EngineEndpoint(URI uri) {
    /**
     * Reads an absolute http or https base URL; a trailing slash is dropped.
     *
     * @throws IllegalArgumentException when it is not one, or has credentials, a query, a fragment, blanks or a port
     *     outside 1 to 65535
     */
    public static EngineEndpoint parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw refused("it is no URL: " + e.getReason());
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused("it does not begin with http:// or https://");
        }
        if (uri.getHost() == null) {
            throw refused("it has no host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused("it has credentials, a query or a fragment");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw refused("its port is not 1 to 65535");
        }
        return new EngineEndpoint(URI.create(text.replaceAll("/+$", "")));
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("an engine endpoint is an absolute http or https base URL: " + why);
    }

    /** Returns host and port, which share one limit of calls in flight. */
    public String authority() {
        return uri.isOpaque() ? uri.toString() : uri.getRawAuthority();
    }

    /** Returns the text form; a store reads it back by the constructor, as {@link #parse} takes no Java objects. */
    @Override
    public String toString() {
        return uri.toString();
    }
}
