package org.baraza.notification.channel;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;

/**
 * Who we are for Google: a service account, as the file says that Google makes for it.
 *
 * @param projectId the project whose apps are pushed
 * @param email the account's name
 * @param keyId the name of its key
 * @param key the key
 * @param tokenUri where access tokens are given
 */
record ServiceAccount(String projectId, String email, String keyId, PrivateKey key, URI tokenUri) {

    private static final Duration GRANT_VALIDITY = Duration.ofHours(1);

    /**
     * Reads the file.
     *
     * @param setting the name of the property that names the file
     * @throws IllegalStateException if it is not such a file; names setting and field, and never quotes what the file holds
     */
    static ServiceAccount read(Path file, String setting, ObjectMapper json) {
        JsonNode content;
        try {
            content = json.readTree(Files.readString(file));
        } catch (IOException e) {
            // the cause would quote the file
            throw new IllegalStateException(setting + " must name a readable file of JSON: " + file);
        }
        return new ServiceAccount(
                text(content, "project_id", setting),
                text(content, "client_email", setting),
                text(content, "private_key_id", setting),
                key(text(content, "private_key", setting), setting),
                uri(text(content, "token_uri", setting), setting));
    }

    /** What an access token is given for: a statement signed by us, valid for an hour. */
    String grant(String scope, Instant now) {
        return Jwt.claims()
                .issuer(email)
                .audience(tokenUri.toString())
                .claim("scope", scope)
                .issuedAt(now)
                .expiresAt(now.plus(GRANT_VALIDITY))
                .jws()
                .keyId(keyId)
                .algorithm(SignatureAlgorithm.RS256)
                .sign(key);
    }

    private static String text(JsonNode content, String field, String setting) {
        String text = content.path(field).asText("");
        if (text.isBlank()) {
            throw new IllegalStateException(setting + ": the file has no " + field);
        }
        return text;
    }

    private static PrivateKey key(String pem, String setting) {
        try {
            String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // the cause may quote the key
            throw new IllegalStateException(setting + ": private_key of the file is no RSA key in PEM (PKCS #8)");
        }
    }

    private static URI uri(String text, String setting) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below, as every address without a host
        }
        throw new IllegalStateException(setting + ": token_uri of the file is no address");
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "ServiceAccount[" + projectId + "]";
    }
}
