package org.baraza.gateway.engineio;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SessionIdGeneratorTest {

    private final SessionIdGenerator generator = new SessionIdGenerator(new SecureRandom());

    @Test
    void makesIdsOf128BitsThatNeedNoEscapes() {
        // When
        String id = generator.next();

        // Then
        assertThat(id).matches("[A-Za-z0-9_-]{22}");
        assertThat(Base64.getUrlDecoder().decode(id)).hasSize(16);
        assertThat(SessionId.isWellFormed(id)).isTrue();
    }

    @Test
    void doesNotRepeatItself() {
        // When
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(generator.next());
        }

        // Then
        assertThat(ids).hasSize(10_000);
    }
}
