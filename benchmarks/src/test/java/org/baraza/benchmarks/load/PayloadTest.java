package org.baraza.benchmarks.load;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PayloadTest {

    @Test
    void isFoundInTheEventThatBringsIt() {
        // Given
        ByteBuf frame = frame("42[\"message:new\",{\"content\":\"" + new Payload(1234).text(200) + "\"}]");

        // Then
        assertThat(Payload.numberIn("message:new", frame)).isEqualTo(1234);
    }

    @Test
    void isNotCountedInAnEventThatBringsItOnceMore() {
        // Given
        String body = "{\"content\":\"" + new Payload(7).text(20) + "\"}";

        // Then
        assertThat(Payload.numberIn("message:new", frame("42[\"notification:new-message\"," + body + "]")))
                .isEqualTo(-1);
        assertThat(Payload.numberIn("message:new", frame("42[\"message:newer\"," + body + "]")))
                .isEqualTo(-1);
    }

    @Test
    void eventsAreToldApartByTheirWholeNames() {
        assertThat(Payload.isEvent("typing", frame("42[\"typing\",{}]"))).isTrue();
        assertThat(Payload.isEvent("typing", frame("42[\"typing:start\",{}]"))).isFalse();
        assertThat(Payload.isEvent("typing", frame("42[\"user:status-change\",{}]")))
                .isFalse();
    }

    @Test
    void isNotFoundWhereThereIsNone() {
        assertThat(Payload.numberIn("message:new", frame("42[\"message:new\",{}]")))
                .isEqualTo(-1);
        assertThat(Payload.numberIn("message:new", frame("42["))).isEqualTo(-1);
    }

    @Test
    void fillsItsTextUpToTheLength() {
        assertThat(new Payload(5).text(200)).hasSize(200).startsWith("load#5;");
    }

    private static ByteBuf frame(String packet) {
        // frames stand anywhere in a buffer
        return Unpooled.copiedBuffer("..." + packet, StandardCharsets.UTF_8).skipBytes(3);
    }
}
