package org.baraza.gateway.ownwrite;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TokenSubjectTest {

    @Test
    void isThePersonOfTheToken() {
        assertThat(TokenSubject.of("Bearer " + token("{\"sub\":\"amina\"}"))).contains("amina");
        assertThat(TokenSubject.of("bearer " + token("{\"sub\":\"amina\"}"))).contains("amina");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "Bearer", "Bearer x", "Bearer a.b", "Bearer a.%%%.c", "Basic YTpi", "Bearer e30.e30.e30"})
    void isNobodyWhereThereIsNoTokenToBeRead(String authorization) {
        assertThat(TokenSubject.of(authorization)).isEmpty();
    }

    @Test
    void isNobodyWhereTheIdIsNone() {
        assertThat(TokenSubject.of("Bearer " + token("{\"sub\":\"not an id\"}")))
                .isEmpty();
        assertThat(TokenSubject.of("Bearer " + token("{\"sub\":{\"$ne\":1}}"))).isEmpty();
        assertThat(TokenSubject.of("Bearer " + token("[]"))).isEmpty();
    }

    private static String token(String claims) {
        return "e30."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }
}
