package org.baraza.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.acceptance.platform.NodeScript;
import org.baraza.acceptance.platform.RunningPlatform;
import org.baraza.acceptance.platform.TcpBalancer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The unmodified npm client, where there is a Node.js to run it; with {@code REQUIRE_NODE} there must be one. */
class NpmClientIT {

    private static final int MESSAGES = 60;

    @RegisterExtension
    static final RunningPlatform PLATFORM = RunningPlatform.withDefaults();

    @Test
    void twoPeopleOnTwoGatewaysSeeEveryMessageOnceAndInOrder() throws Exception {
        twoPeopleSeeEveryMessageOnceAndInOrder(
                "websocket", "amina", "baraka", PLATFORM.gateway(0), PLATFORM.gateway(1));
    }

    @Test
    void twoPeopleWithTheTransportsOfTheWebsiteBehindABalancerDoSoToo() throws Exception {
        try (TcpBalancer balancer = TcpBalancer.inFrontOf(PLATFORM.gateway(0), PLATFORM.gateway(1))) {
            twoPeopleSeeEveryMessageOnceAndInOrder(
                    "polling,websocket", "chidi", "dalila", balancer.origin(), balancer.origin());
        }
    }

    private void twoPeopleSeeEveryMessageOnceAndInOrder(
            String transports, String amina, String baraka, String oneUrl, String otherUrl) throws Exception {
        // Given
        PLATFORM.community().join(amina, baraka);

        // When
        JsonNode result = NodeScript.run(
                "two-people.mjs",
                transports,
                oneUrl,
                otherUrl,
                amina,
                PLATFORM.community().tokenOf(amina),
                baraka,
                PLATFORM.community().tokenOf(baraka));

        // Then
        assertThat(result.path("acks")).hasSize(MESSAGES).allSatisfy(ack -> {
            assertThat(ack.path("id").asText())
                    .isEqualTo(
                            "dm." + amina + "." + baraka + "-" + ack.path("seq").asLong());
            assertThat(ack.path("createdAt").asText()).isNotEmpty();
        });
        for (int socket = 0; socket < 4; socket++) {
            List<Long> numbers = new ArrayList<>();
            boolean ofAmina = socket < 2;
            for (JsonNode message : result.path("seen").path(socket)) {
                numbers.add(message.path("seq").asLong());
                assertThat(message.path("isMine").asBoolean())
                        .isEqualTo(ofAmina == (message.path("seq").asLong() % 2 == 1));
            }
            assertThat(numbers)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, MESSAGES).boxed().toList());
        }
        assertThat(result.path("notices").asInt()).isEqualTo(MESSAGES / 2);
        assertThat(result.path("online")).extracting(JsonNode::asText).contains(amina, baraka);
        assertThat(result.path("count").isIntegralNumber()).isTrue();
        assertThat(result.path("refused").asText()).isEqualTo("TOKEN_INVALID");
    }
}
