package org.baraza.acceptance.crowd;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The Socket.IO socket of a device, over one connection after the other. On the crowd's event loop, but for the questions. */
final class SocketOfDevice implements Wire.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Crowd crowd;
    private final String token;
    private final Device device;
    private final Reconnection reconnection = new Reconnection();
    private final CompletableFuture<Void> connectedOnce = new CompletableFuture<>();
    /** Waiting on the connection at hand; answers do not survive it. */
    private final Map<Integer, Consumer<JsonNode>> answers = new HashMap<>();

    private Wire wire;
    private int lastAckId;
    private String privateId;
    /** Behind the last event that had one; null if none had. */
    private String offset;

    private boolean wantsToRecover;
    private volatile boolean isConnected;
    private volatile boolean staysAway;
    private volatile boolean gaveUp;
    private volatile int connections;

    /** The argument of an event. */
    record Argument(String json) {

        JsonNode parse() {
            return SocketOfDevice.parse(json);
        }
    }

    SocketOfDevice(Crowd crowd, String token, Device device) {
        this.crowd = crowd;
        this.token = token;
        this.device = device;
    }

    void open() {
        wire = crowd.connect(this);
    }

    CompletableFuture<Void> connectedOnce() {
        return connectedOnce;
    }

    boolean isConnected() {
        return isConnected;
    }

    boolean hasGivenUp() {
        return gaveUp;
    }

    int connections() {
        return connections;
    }

    void stayAway() {
        staysAway = true;
    }

    void stopReading() {
        wire.stopReading();
    }

    void close() {
        leave(Wire::close);
    }

    /** Ends it as client libraries do when they are told to. */
    void disconnect() {
        leave(open -> {
            open.send("1");
            open.close();
        });
    }

    /** Ends it as the death of the client does. */
    void vanish() {
        leave(Wire::vanish);
    }

    /** What still comes on the connection is not heard any more. */
    private void leave(Consumer<Wire> how) {
        staysAway = true;
        over();
        how.accept(wire);
    }

    /** Comes again after it has left. @param wantsToRecover whether it asks for what it has missed, and to go on from there */
    void comeBack(boolean wantsToRecover) {
        this.wantsToRecover = wantsToRecover;
        staysAway = false;
        open();
    }

    /** Does nothing while it is not connected. */
    void emit(String event, JsonNode body, Consumer<JsonNode> answer) {
        if (isConnected) {
            answers.put(++lastAckId, answer);
            wire.send("2" + lastAckId + "[\"" + event + "\"" + (body == null ? "" : "," + body) + "]");
        }
    }

    @Override
    public void onOpen(Wire opened) {
        opened.send("0{\"token\":\"" + token + "\"" + (wantsToRecover ? position() : "") + "}");
    }

    private String position() {
        return ",\"pid\":\"" + privateId + "\"" + (offset == null ? "" : ",\"offset\":\"" + offset + "\"");
    }

    @Override
    public void onPacket(Wire from, String packet) {
        if (from != wire || staysAway && !isConnected) {
            return;
        }
        int bracket = packet.indexOf('[');
        switch (packet.charAt(0)) {
            case '0' -> onConnected(parse(packet.substring(1)).path("pid").asText());
            case '2' -> {
                int nameEnd = packet.indexOf('"', bracket + 2);
                boolean hasArgument = packet.charAt(nameEnd + 1) == ',';
                if (hasArgument && packet.endsWith("\"]")) {
                    offset = packet.substring(packet.lastIndexOf('"', packet.length() - 3) + 1, packet.length() - 2);
                }
                device.onEvent(
                        packet.substring(bracket + 2, nameEnd),
                        new Argument(hasArgument ? packet.substring(nameEnd + 2, packet.length() - 1) : "null"));
            }
            case '3' ->
                answers.remove(Integer.valueOf(packet.substring(1, bracket)))
                        .accept(parse(packet.substring(bracket)).get(0));
            default -> throw new IllegalStateException("refused: " + packet);
        }
    }

    private void onConnected(String pid) {
        boolean recovered = wantsToRecover && pid.equals(privateId);
        privateId = pid;
        offset = recovered ? offset : null;
        wantsToRecover = false;
        reconnection.succeeded();
        connections++;
        isConnected = true;
        device.onConnected(recovered);
        connectedOnce.complete(null);
    }

    private void over() {
        isConnected = false;
        answers.clear();
    }

    @Override
    public void onEnd(Wire ended, int closeCode) {
        if (ended != wire) {
            return;
        }
        over();
        if (staysAway) {
            return;
        }
        if (reconnection.goesOn()) {
            crowd.later(reconnection.nextDelayMillis(), () -> {
                if (!staysAway && ended == wire) {
                    open();
                }
            });
        } else {
            gaveUp = true;
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event that is no JSON", e);
        }
    }
}
