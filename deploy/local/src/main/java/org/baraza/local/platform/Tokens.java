package org.baraza.local.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.baraza.contracts.user.UserChanged;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * Makes the tokens with which people of the local community call the platform: RS256, signed with a key pair that was
 * made when the data folder was set up and never leaves it.
 */
public final class Tokens {

    public static final String ISSUER = "baraza";
    public static final String AUDIENCE = "baraza";

    private static final String FOLDER = "keys";

    private final KeyFiles keys;
    private final Clock clock;

    Tokens(KeyFiles keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The tokens of a data folder.
     *
     * @throws SetupException if the folder was never set up
     */
    public static Tokens of(Path dataFolder) {
        if (!DataFolder.isSetUp(dataFolder)) {
            throw new SetupException("There are no keys in " + dataFolder
                    + ": './baraza up' makes them, or point at another folder with --data.");
        }
        return in(dataFolder);
    }

    static Tokens in(Path dataFolder) {
        return new Tokens(new KeyFiles(dataFolder.resolve(FOLDER)), Clock.systemUTC());
    }

    static Tokens createIn(Path dataFolder) {
        Tokens tokens = in(dataFolder);
        tokens.keys.create();
        return tokens;
    }

    /** The public key, a PEM file, by which the services check tokens. */
    public Path publicKey() {
        return keys.publicKey();
    }

    /**
     * A token for a person.
     *
     * @param validity how long it is valid from now; one that is negative has run out already
     */
    public String tokenFor(UserChanged user, Duration validity) {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(user.id());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(validity).getEpochSecond()));
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setStringClaim("upn", user.username());
        claims.setStringClaim("accountType", user.accountType().name());
        if (user.chapter() != null) {
            claims.setStringClaim("chapterId", user.chapter().id());
        }
        return sign(claims);
    }

    private String sign(JwtClaims claims) {
        try {
            KeyPair pair = keys.read();
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            signature.setHeader("typ", "JWT");
            signature.setPayload(claims.toJson());
            signature.setKey(pair.getPrivate());
            return signature.getCompactSerialization();
        } catch (JoseException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a token", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the keys beside " + publicKey(), e);
        }
    }
}
