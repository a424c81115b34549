package org.baraza.notification.digest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.contracts.UserId;
import org.baraza.notification.NotificationServiceConfig;

/**
 * Tokens that end the mails to one person and do nothing else: {@code <person>.<HMAC-SHA256 of the person>}. They live as long
 * as the secret that signed them is accepted, since nobody knows how long a mail lies before it is opened.
 */
@ApplicationScoped
class UnsubscribeTokens {

    private static final int MIN_SECRET_LENGTH = 32;
    private static final int MAX_TOKEN_LENGTH = 128;
    private static final String ALGORITHM = "HmacSHA256";
    /** Goes into each signature, so that none of them is good for anything else. */
    private static final String PURPOSE = "unsubscribe\n";

    /** The first one signs, all are accepted. */
    private final List<byte[]> secrets;

    UnsubscribeTokens(NotificationServiceConfig config) {
        this.secrets = Stream.of(config.mail().secret(), config.mail().earlierSecret())
                .flatMap(Optional::stream)
                .map(UnsubscribeTokens::bytes)
                .toList();
        if (config.mail().secret().isEmpty() && !secrets.isEmpty()) {
            throw new IllegalArgumentException("notification-service.mail.earlier-secret is no good without a secret");
        }
    }

    /** Whether there can be tokens. */
    boolean isConfigured() {
        return !secrets.isEmpty();
    }

    String of(String userId) {
        return userId + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(signature(userId, secrets.get(0)));
    }

    /** The person whose mails it ends; empty for any text that is no such token. */
    Optional<String> read(String token) {
        int dot = token == null || token.length() > MAX_TOKEN_LENGTH ? -1 : token.indexOf('.');
        if (dot < 0 || !UserId.isValid(token.substring(0, dot))) {
            return Optional.empty();
        }
        String userId = token.substring(0, dot);
        Optional<byte[]> signature = decode(token.substring(dot + 1));
        boolean isSigned = false;
        for (byte[] secret : secrets) {
            isSigned |= signature.isPresent() && MessageDigest.isEqual(signature.get(), signature(userId, secret));
        }
        return isSigned ? Optional.of(userId) : Optional.empty();
    }

    private static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] signature(String userId, byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal((PURPOSE + userId).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static byte[] bytes(String secret) {
        if (secret.length() < MIN_SECRET_LENGTH) {
            throw new IllegalArgumentException(
                    "a secret of notification-service.mail has at least " + MIN_SECRET_LENGTH + " characters");
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }
}
