package org.baraza.gateway.socketio;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SocketIoLimitsTest {

    @Test
    void refusesALimitOfNothingByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SocketIoLimits(0, 1, 1, 1, 1, 1, 1, 1))
                .withMessage("maxPacketChars must be positive: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SocketIoLimits(1, 1, 1, -1, 1, 1, 1, 1))
                .withMessage("maxJsonDepth must be positive: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SocketIoLimits(1, 1, 1, 1, 1, 1, -1, 1))
                .withMessage("maxAttachments must not be negative: -1");
    }

    @Test
    void allowsNoAttachmentsAtAll() {
        assertThatCode(() -> new SocketIoLimits(1, 1, 1, 1, 1, 1, 0, 1)).doesNotThrowAnyException();
    }
}
