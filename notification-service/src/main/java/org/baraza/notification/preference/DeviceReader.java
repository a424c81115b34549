package org.baraza.notification.preference;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import org.baraza.rest.ProblemException;

/** Reads what a client registers. Errors name the field and never quote it. */
final class DeviceReader {

    private static final int MAX_TOKEN_LENGTH = 4_096;
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1," + MAX_TOKEN_LENGTH + "}");
    private static final Pattern APPLE_TOKEN = Pattern.compile("[0-9a-fA-F]{64,200}");
    private static final Pattern DEVICE_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final int PUBLIC_KEY_BYTES = 65;
    private static final int SECRET_BYTES = 16;

    private final ObjectMapper json;
    private final boolean privateAllowed;

    /** @param privateAllowed whether browsers' endpoints may be anywhere: for tests alone */
    DeviceReader(ObjectMapper json, boolean privateAllowed) {
        this.json = json;
        this.privateAllowed = privateAllowed;
    }

    /** @throws ProblemException 400 if something is not as documented */
    Device read(JsonNode body, String userId, Instant now) {
        require(body != null && body.isObject(), "the body must be an object");
        DeviceType type = DeviceType.parse(text(body, "deviceType"))
                .orElseThrow(() -> ProblemException.badRequest("deviceType must be ios, android or web"));
        String deviceId = text(body, "deviceId");
        require(
                deviceId != null && DEVICE_ID.matcher(deviceId).matches(),
                "deviceId must be 1 to 128 visible ASCII characters");
        if (type == DeviceType.WEB) {
            return browser(body.path("token"), userId, deviceId, now);
        }
        String token = text(body, "token");
        Pattern grammar = type == DeviceType.IOS ? APPLE_TOKEN : TOKEN;
        require(
                token != null && grammar.matcher(token).matches(),
                type == DeviceType.IOS
                        ? "token must be 64 to 200 hexadecimal digits"
                        : "token must be 1 to " + MAX_TOKEN_LENGTH + " visible ASCII characters");
        return new Device(idOf(token), userId, type.wireName(), deviceId, token, null, null, now);
    }

    /** The key of a token as it stands in an address: the token, or a browser's subscription or its endpoint. */
    String idOfText(String token) {
        if (token.startsWith("{")) {
            String endpoint = text(subscription(token), "endpoint");
            return idOf(endpoint == null ? token : endpoint);
        }
        return idOf(token);
    }

    private Device browser(JsonNode token, String userId, String deviceId, Instant now) {
        JsonNode subscription = token.isTextual() ? subscription(token.textValue()) : token;
        require(subscription.isObject(), "token must be the JSON of a push subscription");
        String endpoint = text(subscription, "endpoint");
        require(
                Endpoints.isAllowed(endpoint, privateAllowed),
                "token.endpoint must be an https address of a public host");
        String publicKey = text(subscription.path("keys"), "p256dh");
        String secret = text(subscription.path("keys"), "auth");
        byte[] key = decoded(publicKey);
        require(
                key.length == PUBLIC_KEY_BYTES && key[0] == 4 && UncompressedPoint.isOnCurve(key),
                "token.keys.p256dh must be a point of the curve P-256 in base64url");
        require(decoded(secret).length == SECRET_BYTES, "token.keys.auth must be 16 bytes in base64url");
        return new Device(
                idOf(endpoint), userId, DeviceType.WEB.wireName(), deviceId, endpoint, publicKey, secret, now);
    }

    private JsonNode subscription(String text) {
        try {
            JsonNode node = text.length() > MAX_TOKEN_LENGTH ? null : json.readTree(text);
            return node == null ? NullNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return NullNode.getInstance();
        }
    }

    private static byte[] decoded(String text) {
        try {
            return text == null ? new byte[0] : Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? value.textValue() : null;
    }

    private static String idOf(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw ProblemException.badRequest(otherwise);
        }
    }
}
