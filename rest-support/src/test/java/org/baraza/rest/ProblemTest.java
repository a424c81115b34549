package org.baraza.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTest {

    @Test
    void isWrittenForProgramsOfBothKinds() throws Exception {
        // Given
        Problem problem = Problem.of(404, "RECEIVER_UNKNOWN", "nobody has that id");

        // When
        String json = new ObjectMapper().writeValueAsString(problem);

        // Then
        assertThat(json)
                .isEqualTo("{\"type\":\"urn:baraza:problem:receiver-unknown\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"nobody has that id\",\"code\":\"RECEIVER_UNKNOWN\",\"error\":\"Not Found\","
                        + "\"message\":\"nobody has that id\",\"statusCode\":404}");
    }

    @Test
    void hasATitleEvenForAStatusThatNobodyKnows() {
        assertThat(Problem.of(499, "GONE_FISHING", "?").title()).isEqualTo("Error");
        assertThat(Problem.of(429, "TOO_MANY_REQUESTS", "?").title()).isEqualTo("Too Many Requests");
        assertThat(Problem.of(503, "OVERLOADED", "?").title()).isEqualTo("Service Unavailable");
    }
}
