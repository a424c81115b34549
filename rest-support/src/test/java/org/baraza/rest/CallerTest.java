package org.baraza.rest;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.baraza.contracts.user.AccountType;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CallerTest {

    @ParameterizedTest
    @EnumSource
    void isWhoTheTokenSays(AccountType accountType) {
        // Given
        JsonWebToken token = token("amina", accountType.name(), "nbo");

        // When
        Caller caller = Caller.of(token);

        // Then
        assertThat(caller).isEqualTo(new Caller("amina", accountType, "nbo"));
    }

    @Test
    void isAMemberWhereTheTokenSaysNoMore() {
        assertThat(Caller.of(token("amina", null, null)))
                .isEqualTo(new Caller("amina", AccountType.CHAPTER_MEMBER, null));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "not an id", "a.b", "{\"$ne\":null}"})
    void isNobodyWithoutAnId(String subject) {
        assertUnauthorized("sub", token(subject, "CHAPTER_MEMBER", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "super_admin", "ROOT"})
    void isNothingThatThereIsNot(String accountType) {
        assertUnauthorized("accountType", token("amina", accountType, null));
    }

    private static void assertUnauthorized(String claim, JsonWebToken token) {
        assertThatThrownBy(() -> Caller.of(token))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem())
                                .isEqualTo(Problem.of(
                                        401, "UNAUTHORIZED", "the access token has no usable claim " + claim)));
    }

    private static JsonWebToken token(String subject, String accountType, String chapterId) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("sub", subject);
        claims.put("accountType", accountType);
        claims.put("chapterId", chapterId);
        return new VerifiedToken(claims);
    }

    /** A token whose signature somebody has checked. */
    private record VerifiedToken(Map<String, Object> claims) implements JsonWebToken {

        @Override
        public String getName() {
            return getSubject();
        }

        @Override
        public Set<String> getClaimNames() {
            return claims.keySet();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T getClaim(String name) {
            return (T) claims.get(name);
        }
    }
}
