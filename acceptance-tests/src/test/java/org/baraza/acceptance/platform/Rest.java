package org.baraza.acceptance.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.baraza.acceptance.contract.Contract;

/**
 * A client of the REST calls, on behalf of one person through one gateway. Every answer is held against the documents below
 * {@code docs/api}; one that is not as they say fails the test.
 */
public final class Rest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final String API = "/api/v1";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String origin;
    private final String token;

    /**
     * @param origin the gateway
     * @param token the person's access token; null for a caller without one
     */
    public Rest(String origin, String token) {
        this.origin = origin;
        this.token = token;
    }

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param body the JSON; a missing node if there is none
     * @param contentType its type; empty if there is none
     * @param isBehind whether it says that it may lack what the caller has written
     */
    public record Answer(int status, JsonNode body, String contentType, boolean isBehind) {}

    public Answer get(String path) {
        return call(request(path).GET());
    }

    public Answer post(String path, String json) {
        return call(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public Answer put(String path, String json) {
        return call(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    public Answer delete(String path) {
        return call(request(path).DELETE());
    }

    /** A call by its method; {@code json} is null for none. */
    public Answer call(String method, String path, String json) {
        HttpRequest.Builder request = request(path);
        return call(
                json == null
                        ? request.method(method, HttpRequest.BodyPublishers.noBody())
                        : request.header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    public Answer patch(String path) {
        return call(request(path).method("PATCH", HttpRequest.BodyPublishers.noBody()));
    }

    /** The body of a call that must succeed. */
    public JsonNode read(String path) {
        Answer answer = get(path);
        if (answer.status() != 200) {
            throw new IllegalStateException(path + " answered " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin + API + path)).timeout(TIMEOUT);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Answer call(HttpRequest.Builder builder) {
        try {
            HttpRequest request = builder.build();
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = response.body().isEmpty() ? JSON.missingNode() : JSON.readTree(response.body());
            Answer answer = new Answer(
                    response.statusCode(),
                    body,
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().firstValue("Baraza-Behind").isPresent());
            requireDocumented(request, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void requireDocumented(HttpRequest request, Answer answer) {
        String path = request.uri().getRawPath().substring(API.length());
        Contract.require(
                () -> request.method() + ' ' + path + " answering " + answer.status(),
                Contract.rest()
                        .violations(request.method(), path, answer.status(), answer.contentType(), answer.body()));
    }
}
