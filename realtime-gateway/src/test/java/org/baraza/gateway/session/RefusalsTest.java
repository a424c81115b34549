package org.baraza.gateway.session;

import org.baraza.contracts.message.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalsTest {

    @ParameterizedTest
    @CsvSource({
        "RECEIVER_UNKNOWN, 404",
        "CONVERSATION_UNKNOWN, 404",
        "MESSAGE_UNKNOWN, 404",
        "MESSAGE_DELETED, 410",
        "NOT_THE_SENDER, 403",
        "EDIT_WINDOW_OVER, 403",
        "BLOCKED, 403",
        "FORBIDDEN, 403",
        "MALFORMED, 400",
        "AUDIENCE_INVALID, 400",
        "ACKNOWLEDGEMENT_NOT_ASKED, 400"
    })
    void areToldWithAStatus(Refusal reason, int status) {
        assertThat(Refusals.problemOf(reason, "?")).satisfies(problem -> {
            assertThat(problem.status()).isEqualTo(status);
            assertThat(problem.code()).isEqualTo(reason.name());
        });
    }
}
