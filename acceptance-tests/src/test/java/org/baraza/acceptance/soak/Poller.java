package org.baraza.acceptance.soak;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Begins a session by long-polling, says who it is, and is not seen again: in the middle of a poll, or between two. */
final class Poller {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String PATH = "/socket.io/?EIO=4&transport=polling";
    private static final String SID = "\"sid\":\"";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String opening;
    private final String going;
    private final String token;
    private final boolean leavesInAPoll;
    private String session = "";

    /**
     * @param opening the gateway at which the session is opened
     * @param going the gateway that the later requests reach
     */
    Poller(String opening, String going, String token, boolean leavesInAPoll) {
        this.opening = opening;
        this.going = going;
        this.token = token;
        this.leavesInAPoll = leavesInAPoll;
    }

    /** @return completes when it is gone; with a failure if it was not let in */
    CompletableFuture<Void> comeAndVanish() {
        return get(opening)
                .thenCompose(handshake -> {
                    int from = handshake.indexOf(SID) + SID.length();
                    session = "&sid=" + handshake.substring(from, handshake.indexOf('"', from));
                    return post("40{\"token\":\"" + token + "\"}");
                })
                .thenCompose(ok -> get(going))
                .thenCompose(consent -> {
                    require(consent, consent.startsWith("40{"));
                    CompletableFuture<String> poll = leavesInAPoll ? get(going) : null;
                    return post("42[\"online:get-users\"]").thenAccept(ok -> {
                        if (poll != null) {
                            poll.cancel(true);
                        }
                    });
                });
    }

    private CompletableFuture<String> get(String origin) {
        return call(request(origin).GET());
    }

    private CompletableFuture<String> post(String packet) {
        return call(request(going).POST(HttpRequest.BodyPublishers.ofString(packet)))
                .thenApply(answer -> require(answer, answer.equals("ok")));
    }

    private HttpRequest.Builder request(String origin) {
        return HttpRequest.newBuilder(URI.create(origin + PATH + session)).timeout(TIMEOUT);
    }

    private static CompletableFuture<String> call(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(HttpResponse::body);
    }

    private static String require(String answer, boolean isRight) {
        if (!isRight) {
            throw new IllegalStateException("a session by long-polling was answered: " + answer);
        }
        return answer;
    }
}
