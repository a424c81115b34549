package org.baraza.acceptance.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import org.baraza.local.platform.LocalPlatform;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Makes tokens that must not be accepted, with the platform's own key where that is the point. */
public final class TokenForge {

    private final Path keys;

    public TokenForge(LocalPlatform platform) {
        this.keys = platform.data().resolve("keys");
    }

    /** Every kind of bad token by name. */
    public Map<String, String> badTokens() {
        long now = System.currentTimeMillis() / 1_000;
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("garbage", "x.y.z");
        tokens.put("one part", "nothing");
        tokens.put("12 KB", "a".repeat(12_000));
        tokens.put("expired", signed(with(good(now), "exp", now - 60)));
        tokens.put("not yet valid", signed(with(good(now), "nbf", now + 3_600)));
        tokens.put("without expiry", signed(without(good(now), "exp")));
        tokens.put("of another issuer", signed(with(good(now), "iss", "somebody-else")));
        tokens.put("for another audience", signed(with(good(now), "aud", "another-app")));
        tokens.put("without subject", signed(without(good(now), "sub")));
        tokens.put("with a subject that is no user id", signed(with(good(now), "sub", "{\"$ne\":null}")));
        tokens.put("with an unknown account type", signed(with(good(now), "accountType", "EMPEROR")));
        tokens.put("unsigned", unsigned(good(now)));
        tokens.put("signed with the public key as a secret", signedWithPublicKey(good(now)));
        tokens.put("tampered", tampered(signed(good(now))));
        return tokens;
    }

    private static Map<String, Object> good(long now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "baraza");
        claims.put("aud", "baraza");
        claims.put("sub", "amina");
        claims.put("iat", now);
        claims.put("exp", now + 3_600);
        claims.put("accountType", "CHAPTER_MEMBER");
        return claims;
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        claims.put(name, value);
        return claims;
    }

    private static Map<String, Object> without(Map<String, Object> claims, String name) {
        claims.remove(name);
        return claims;
    }

    private String signed(Map<String, Object> claims) {
        return serialize(claims, AlgorithmIdentifiers.RSA_USING_SHA256, privateKey());
    }

    private String signedWithPublicKey(Map<String, Object> claims) {
        return serialize(
                claims,
                AlgorithmIdentifiers.HMAC_SHA256,
                new HmacKey(read("public.pem").getBytes()));
    }

    private static String unsigned(Map<String, Object> claims) {
        return serialize(claims, AlgorithmIdentifiers.NONE, null);
    }

    private static String tampered(String token) {
        String[] parts = token.split("\\.");
        String payload = new String(Base64.getUrlDecoder().decode(parts[1])).replace("amina", "admin");
        return parts[0]
                + '.'
                + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes())
                + '.'
                + parts[2];
    }

    private static String serialize(Map<String, Object> claims, String algorithm, Key key) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
            jws.setAlgorithmHeaderValue(algorithm);
            jws.setHeader("typ", "JWT");
            jws.setKey(key);
            jws.setDoKeyValidation(false);
            jws.setPayload(JsonUtil.toJson(claims));
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private PrivateKey privateKey() {
        String pem = read("private.pem").replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(keys.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
