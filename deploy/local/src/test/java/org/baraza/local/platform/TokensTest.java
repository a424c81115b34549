package org.baraza.local.platform;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.baraza.contracts.user.UserChanged;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokensTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final People PEOPLE = new People(DemoCommunity.people());

    @TempDir
    private Path folder;

    private KeyFiles keys;
    private Tokens tokens;

    @BeforeEach
    void makeKeys() {
        keys = new KeyFiles(folder.resolve("keys"));
        keys.create();
        tokens = new Tokens(keys, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aTokenSaysWhoItIsForAndUntilWhenAndIsSignedWithTheFolderKey() throws Exception {
        // Given
        UserChanged juma = PEOPLE.named("juma");

        // When
        JwtClaims claims = verified(tokens.tokenFor(juma, Duration.ofHours(12)));

        // Then
        assertThat(claims.getSubject()).isEqualTo(juma.id());
        assertThat(claims.getClaimValueAsString("upn")).isEqualTo("juma");
        assertThat(claims.getClaimValueAsString("accountType")).isEqualTo("CHAPTER_MEMBER");
        assertThat(claims.getClaimValueAsString("chapterId"))
                .isEqualTo(juma.chapter().id());
        assertThat(claims.getJwtId()).isNotBlank();
        assertThat(claims.getIssuedAt().getValue()).isEqualTo(NOW.getEpochSecond());
        assertThat(claims.getExpirationTime().getValue())
                .isEqualTo(NOW.plusSeconds(12 * 3600).getEpochSecond());
    }

    @Test
    void somebodyAtHeadquartersHasNoChapterClaim() throws Exception {
        JwtClaims claims = verified(tokens.tokenFor(PEOPLE.named("salma"), Duration.ofMinutes(1)));

        assertThat(claims.hasClaim("chapterId")).isFalse();
    }

    @Test
    void aFolderThatWasNeverSetUpHasNoTokens() {
        assertThatThrownBy(() -> Tokens.of(folder))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("There are no keys in");
    }

    private JwtClaims verified(String token) throws Exception {
        return new JwtConsumerBuilder()
                .setExpectedIssuer("baraza")
                .setExpectedAudience("baraza")
                .setRequireExpirationTime()
                .setEvaluationTime(NumericDate.fromSeconds(NOW.getEpochSecond()))
                .setVerificationKey(keys.read().getPublic())
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
                .build()
                .processToClaims(token);
    }
}
