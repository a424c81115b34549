package org.baraza.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A WebSocket that knows nothing of the protocols above it, but that a ping {@code 2} is to be answered. */
public final class RawSocket implements AutoCloseable {

    /** A text after an object: what the platform sends has no other. */
    private static final Pattern OFFSET = Pattern.compile("(?<=\\}),\"([A-Za-z0-9_-]{3,})\"\\]$");
    /** Shared: each has threads of its own. */
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final List<String> offsets = new CopyOnWriteArrayList<>();
    private final List<byte[]> binaries = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final boolean answersPings;
    private final WebSocket webSocket;

    private RawSocket(URI gateway, String query, boolean answersPings) {
        this(
                URI.create("ws://" + gateway.getAuthority() + "/socket.io/?EIO=4&transport=websocket" + query),
                answersPings,
                Map.of());
    }

    private RawSocket(URI address, boolean answersPings, Map<String, String> headers) {
        this.answersPings = answersPings;
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
        headers.forEach(builder::header);
        this.webSocket = builder.buildAsync(address, new Receiver())
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** A client of any address, that does not answer pings. */
    public static RawSocket at(URI address) {
        return new RawSocket(address, false, Map.of());
    }

    /** A client that answers pings, behind a proxy that says whose request it is. */
    public static RawSocket openFrom(URI gateway, String address) {
        return new RawSocket(
                URI.create("ws://" + gateway.getAuthority() + "/socket.io/?EIO=4&transport=websocket"),
                true,
                Map.of("X-Forwarded-For", address));
    }

    /** A client on a website. */
    public static RawSocket openOn(URI gateway, String origin) {
        return new RawSocket(
                URI.create("ws://" + gateway.getAuthority() + "/socket.io/?EIO=4&transport=websocket"),
                true,
                Map.of("Origin", origin));
    }

    /** A client that answers pings. */
    public static RawSocket open(URI gateway) {
        return new RawSocket(gateway, "", true);
    }

    /** A client that does not. */
    public static RawSocket openMute(URI gateway) {
        return new RawSocket(gateway, "", false);
    }

    /** A client that tries to move its polling session to a WebSocket. */
    public static RawSocket upgrade(URI gateway, String sid) {
        return new RawSocket(gateway, "&sid=" + sid, true);
    }

    /** A client that has connected as somebody. */
    public static RawSocket connect(URI gateway, String userId) {
        RawSocket socket = open(gateway);
        socket.send("40{\"token\":\"" + Tokens.of(userId) + "\"}");
        socket.awaitText("40{");
        return socket;
    }

    /** Sends one text message. */
    public void send(String text) {
        webSocket.sendText(text, true).orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Sends one text message unless the server has closed meanwhile. */
    public void trySend(String text) {
        webSocket
                .sendText(text, true)
                .handle((sent, failure) -> null)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** Sends one binary message. */
    public void send(byte[] bytes) {
        webSocket
                .sendBinary(ByteBuffer.wrap(bytes), true)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** The bytes that came. */
    public List<byte[]> binaries() {
        return binaries;
    }

    /** The offsets that came with events, in order. */
    public List<String> offsets() {
        return offsets;
    }

    /** Everything that came as text, pings included; events without their offsets. */
    public List<String> texts() {
        return texts;
    }

    /** Waits for the first message that begins like this. */
    public String awaitText(String start) {
        await().atMost(ofSeconds(20)).untilAsserted(() -> assertThat(texts).anyMatch(text -> text.startsWith(start)));
        return texts.stream().filter(text -> text.startsWith(start)).findFirst().orElseThrow();
    }

    /** Waits for the server to close, and says with which code. */
    public int awaitClose() {
        return closeCode.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Whether neither side has closed. */
    public boolean isOpen() {
        return !closeCode.isDone() && !webSocket.isInputClosed();
    }

    @Override
    public void close() {
        webSocket.abort();
    }

    private String withoutOffset(String text) {
        Matcher offset = OFFSET.matcher(text);
        if (!text.startsWith("42[") || !offset.find()) {
            return text;
        }
        offsets.add(offset.group(1));
        return text.substring(0, offset.start()) + "]";
    }

    private final class Receiver implements WebSocket.Listener {

        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                String text = parts.toString();
                parts.setLength(0);
                texts.add(withoutOffset(text));
                if (text.equals("2") && answersPings) {
                    socket.sendText("3", true);
                }
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            binaries.add(bytes);
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
            closeCode.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closeCode.completeExceptionally(error);
        }
    }
}
