package org.ggscale.host;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code HEALTHCHECK} of the image, a program of its own because there is no other in it: exits with 0 when the host of
 * {@code GGSCALE_DATA_DIR} answers {@code GET /healthz} with 200, else with 1 and why.
 */
final class Healthcheck {
    private static final Pattern INTERNAL = Pattern.compile("\"internal\": \"(.*?):(\\d+)\"");
    private static final int PATIENCE = 4_000;

    private Healthcheck() {}

    public static void main(String[] arguments) {
        Path addresses = Path.of(System.getenv().getOrDefault("GGSCALE_DATA_DIR", "ggscale-data"), "addresses.json");
        try {
            int status = status(Files.readString(addresses));
            System.out.println("GET /healthz: " + status);
            System.exit(status == 200 ? 0 : 1);
        } catch (IOException e) {
            System.out.println("not ready: " + e);
            System.exit(1);
        }
    }

    private static int status(String addresses) throws IOException {
        Matcher internal = INTERNAL.matcher(addresses);
        if (!internal.find()) {
            throw new IOException("no internal address in " + addresses);
        }
        // What listens on all addresses listens on this one.
        String host = internal.group(1).replaceFirst("^(0\\.0\\.0\\.0|\\[::])$", "127.0.0.1");
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://" + host + ":" + internal.group(2) + "/healthz")
                        .toURL()
                        .openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(PATIENCE);
        connection.setReadTimeout(PATIENCE);
        return connection.getResponseCode();
    }
}
