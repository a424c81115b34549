package org.baraza.gateway.engineio;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

class HandshakeRequestTest {

    @TestFactory
    Stream<DynamicTest> answersEveryGoldenRequest() {
        return new GoldenFile("engineio/requests.json").test(vector -> {
            // When
            HandshakeRequest request = HandshakeRequest.read(
                    vector.get("method").textValue(),
                    vector.get("query").textValue(),
                    vector.path("upgrade").asBoolean());

            // Then
            if (vector.has("refused")) {
                assertRefused(request, vector.get("refused"));
            } else {
                assertThat(request).isEqualTo(accepted(vector));
            }
        });
    }

    @Test
    void takesAnIdOf128CharactersAndNotOneMore() {
        // Given
        String longest = "a".repeat(128);

        // Then
        assertThat(HandshakeRequest.read("GET", "EIO=4&transport=polling&sid=" + longest, false))
                .isEqualTo(new HandshakeRequest.Continuing(Transport.POLLING, longest));
        assertThat(HandshakeRequest.read("GET", "EIO=4&transport=polling&sid=a" + longest, false))
                .isEqualTo(new HandshakeRequest.Refused(HandshakeError.UNKNOWN_SID));
    }

    @Test
    void forbidsInItsOwnWords() {
        assertThat(HandshakeError.FORBIDDEN.status()).isEqualTo(403);
        assertThat(HandshakeError.FORBIDDEN.json()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
        assertThat(HandshakeError.FORBIDDEN.json("not \"now\""))
                .isEqualTo("{\"code\":4,\"message\":\"not \\\"now\\\"\"}");
    }

    private static HandshakeRequest accepted(JsonNode vector) {
        return vector.has("opening")
                ? new HandshakeRequest.Opening(
                        Transport.valueOf(vector.get("opening").textValue()))
                : new HandshakeRequest.Continuing(
                        Transport.valueOf(vector.get("continuing").textValue()),
                        vector.get("sid").textValue());
    }

    private static void assertRefused(HandshakeRequest request, JsonNode answer) {
        assertThat(request).isInstanceOfSatisfying(HandshakeRequest.Refused.class, refused -> {
            assertThat(refused.error().status()).isEqualTo(answer.get("status").intValue());
            assertThat(refused.error().json()).isEqualTo(answer.get("body").textValue());
        });
    }
}
