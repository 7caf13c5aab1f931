package org.ggscale.adapters.http.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The secret that callers show; compared in a time that says nothing about it, its length included. */
final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private final byte[] digest;

    BearerToken(String token) {
        digest = digest(token);
    }

    /** Returns whether these values of the header {@code Authorization} are exactly one, with this token. */
    boolean isIn(List<String> authorization) {
        return authorization.size() == 1
                && authorization.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        digest,
                        digest(authorization.get(0).substring(SCHEME.length()).strip()));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
