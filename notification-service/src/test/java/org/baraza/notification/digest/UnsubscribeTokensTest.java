package org.baraza.notification.digest;

import java.util.HashMap;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.baraza.notification.NotificationServiceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UnsubscribeTokensTest {

    private static final String OLD = "an-old-secret-of-thirty-two-characters";
    private static final String NEW = "a-new-secret-of-thirty-two-characters-";

    @Test
    void aTokenNamesItsPerson() {
        assertThat(tokens(NEW, null).read(tokens(NEW, null).of("bob_1-x"))).contains("bob_1-x");
    }

    @Test
    void nobodyElseCanBeNamedWithASignature() {
        String token = tokens(NEW, null).of("bob");

        assertThat(tokens(NEW, null).read("eve" + token.substring(3))).isEmpty();
    }

    @Test
    void theEarlierSecretIsAcceptedAndSignsNothing() {
        UnsubscribeTokens rotated = tokens(NEW, OLD);

        assertThat(rotated.read(tokens(OLD, null).of("bob"))).contains("bob");
        assertThat(rotated.of("bob")).isEqualTo(tokens(NEW, null).of("bob"));
        assertThat(tokens(NEW, null).read(tokens(OLD, null).of("bob"))).isEmpty();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                ".",
                "bob",
                "bob.",
                ".abc",
                "bob.abc",
                "bob.***",
                "bob.a.b",
                "b b.abc",
                "bob.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatIsNoTokenNamesNobody(String text) {
        assertThat(tokens(NEW, null).read(text)).isEmpty();
    }

    @Test
    void anEndlessTextNamesNobody() {
        assertThat(tokens(NEW, null).read("bob." + "A".repeat(1_000_000))).isEmpty();
    }

    @Test
    void secretsThatAreTooShortAreRefused() {
        assertThatThrownBy(() -> tokens("short", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens(null, OLD)).isInstanceOf(IllegalArgumentException.class);
        assertThat(tokens(null, null).isConfigured()).isFalse();
        assertThat(tokens(null, null).read("bob.abc")).isEmpty();
    }

    private static UnsubscribeTokens tokens(String secret, String earlier) {
        Map<String, String> settings = new HashMap<>();
        settings.put("notification-service.kafka.bootstrap-servers", "localhost:9092");
        if (secret != null) {
            settings.put("notification-service.mail.secret", secret);
        }
        if (earlier != null) {
            settings.put("notification-service.mail.earlier-secret", earlier);
        }
        return new UnsubscribeTokens(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(NotificationServiceConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(NotificationServiceConfig.class));
    }
}
