package org.ggscale.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls the internal REST as any other program would. */
final class InternalRest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;

    InternalRest(String address) {
        base = "http://" + address + "/api/v1/internal";
    }

    Answer get(String path, String user) {
        return send(request(path).header("X-User-ID", user).GET().build());
    }

    Answer post(String path, JsonNode body) {
        return post(path, body.toString(), "");
    }

    Answer post(String path, String body, String user) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        return send((user.isEmpty() ? request : request.header("X-User-ID", user)).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(90));
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new DemoException(request.uri() + " did not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException(request.uri() + " was not waited for");
        }
    }

    /** What came back. */
    record Answer(int status, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new DemoException("an answer is not JSON: " + body);
            }
        }

        /** Returns this answer if it has the status. */
        Answer expect(int expected) {
            if (status != expected) {
                throw new DemoException("the host answered " + status + ": " + body);
            }
            return this;
        }
    }
}
