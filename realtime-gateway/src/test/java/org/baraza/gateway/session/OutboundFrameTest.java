package org.baraza.gateway.session;

import java.nio.ByteBuffer;
import java.util.HexFormat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Against RFC 6455, 5.2: FIN and the opcode of text, no mask, and the shortest of three forms of length. */
class OutboundFrameTest {

    @Test
    void isTheExampleOfTheStandard() {
        assertThat(hex(OutboundFrame.of("Hello"))).isEqualTo("810548656c6c6f");
    }

    @ParameterizedTest
    @CsvSource({
        "0,     8100",
        "1,     8101",
        "125,   817d",
        "126,   817e007e",
        "256,   817e0100",
        "65535, 817effff",
        "65536, 817f0000000000010000",
        "70000, 817f0000000000011170"
    })
    void tellsItsLengthInTheShortestForm(int length, String header) {
        // Given
        String text = "x".repeat(length);

        // When
        OutboundFrame frame = OutboundFrame.of(text);

        // Then
        assertThat(hex(frame)).isEqualTo(header + HexFormat.of().formatHex(text.getBytes(UTF_8)));
        assertThat(frame.length()).isEqualTo(header.length() / 2 + length);
        assertThat(frame.text()).isEqualTo(text);
    }

    @Test
    void countsBytesAndNotCharacters() {
        // Given
        String text = "🎬".repeat(32);

        // When
        OutboundFrame frame = OutboundFrame.of(text);

        // Then
        assertThat(hex(frame)).startsWith("817e0080");
        assertThat(frame.length()).isEqualTo(4 + 128);
    }

    @Test
    void isReadByEachRecipientFromItsBeginning() {
        // Given
        OutboundFrame frame = OutboundFrame.of("Hello");
        ByteBuf first = frame.forOneRecipient();

        // When
        first.skipBytes(first.readableBytes());

        // Then
        assertThat(frame.forOneRecipient().readableBytes()).isEqualTo(7);
    }

    @Test
    void isReadByEachOfManyRecipientsFromItsBeginningOutsideOfTheHeap() {
        // Given
        OutboundFrame frame = OutboundFrame.of("Hello");
        for (int i = 0; i < 100; i++) {
            frame.forOneRecipient().release();
        }
        ByteBuf first = frame.forOneRecipient();
        ByteBuf second = frame.forOneRecipient();

        // When
        first.skipBytes(3);
        ByteBuffer ofFirst = first.internalNioBuffer(3, 4);
        ByteBuffer ofSecond = second.internalNioBuffer(0, 7);
        first.release();

        // Then: what the network reads of one moves nothing of the other
        assertThat(second.isDirect()).isTrue();
        assertThat(ofFirst.remaining()).isEqualTo(4);
        assertThat(ofSecond.remaining()).isEqualTo(7);
        assertThat(ByteBufUtil.hexDump(second)).isEqualTo("810548656c6c6f");
    }

    private static String hex(OutboundFrame frame) {
        return ByteBufUtil.hexDump(frame.forOneRecipient());
    }

    @Test
    void twoMessagesForOneRecipientAreOnePieceOfTwoFrames() {
        // Given
        OutboundFrame first = OutboundFrame.of("42[1]", "early");
        OutboundFrame second = OutboundFrame.of("42[2]", "late");

        // When
        OutboundFrame both = OutboundFrame.both(first, second);

        // Then
        assertThat(ByteBufUtil.getBytes(both.forOneRecipient()))
                .isEqualTo(
                        new byte[] {(byte) 0x81, 5, '4', '2', '[', '1', ']', (byte) 0x81, 5, '4', '2', '[', '2', ']'});
        assertThat(both.offset()).isEqualTo("late");
        assertThat(both.length()).isEqualTo(first.length() + second.length());
        assertThat(both.parts()).containsExactly(first, second);
        assertThat(first.parts()).containsExactly(first);
    }
}
