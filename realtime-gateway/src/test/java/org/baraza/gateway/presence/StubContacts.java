package org.baraza.gateway.presence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A conversation-service that knows contacts and nothing else. Of whom it knows nothing it answers 503. */
public class StubContacts implements QuarkusTestResourceLifecycleManager {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<String>> contacts = new ConcurrentHashMap<>();
    private HttpServer server;

    /** They share conversations from now on, as far as it is asked. */
    void share(String userId, String... others) {
        contacts.put(userId, List.of(others));
    }

    @Override
    public int order() {
        // its address counts, not that of the backends
        return 1;
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/v1/messages/contacts", this::answer);
        server.start();
        return Map.of(
                "gateway.services.conversations",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(StubContacts.class));
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        List<String> found = contacts.get(caller(exchange));
        byte[] body = found == null
                ? new byte[0]
                : ("{\"userIds\":[" + found.stream().map(id -> '"' + id + '"').collect(Collectors.joining(",")) + "]}")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(found == null ? 503 : 200, found == null ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static String caller(HttpExchange exchange) throws IOException {
        String token = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]))
                .path("sub")
                .asText();
    }
}
