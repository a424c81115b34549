package org.baraza.gateway.engineio;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProtocolExceptionTest {

    @Test
    void saysWhichRuleWasBrokenAndCostsNoStackTrace() {
        // When
        ProtocolException exception = new ProtocolException(EngineIoViolation.TOO_MANY_PACKETS);

        // Then
        assertThat(exception).hasMessage("too-many-packets");
        assertThat(exception.violation()).isEqualTo(EngineIoViolation.TOO_MANY_PACKETS);
        assertThat(exception.getStackTrace()).isEmpty();
    }
}
