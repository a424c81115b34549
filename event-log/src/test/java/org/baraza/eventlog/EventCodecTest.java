package org.baraza.eventlog;

import org.baraza.contracts.message.CommandRefused;
import org.baraza.contracts.message.MarkRead;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.user.UserChanged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventCodecTest {

    private static final String READ = "org.baraza.conversation.mark-read.v1";
    private static final String SEND = "org.baraza.message.send.v1";
    private static final String COMMAND =
            "{\"commandId\":\"c1\",\"conversationId\":\"dm.amina.baraka\",\"readerId\":\"amina\",\"upTo\":7,"
                    + "\"requestedAt\":\"2026-01-02T03:04:05.678Z\"}";
    private static final String SECRET = "siri";

    private final EventCodec<MessageCommand> codec = EventCodec.of(MessageCommand.class);

    @Test
    void readsEachRecordOfASealedFamilyByItsType() throws Exception {
        // When
        MessageCommand read = codec.decode(READ, COMMAND.getBytes(UTF_8));

        // Then
        assertThat(read).isInstanceOfSatisfying(MarkRead.class, command -> {
            assertThat(command.upTo()).isEqualTo(7);
            assertThat(command.readerId()).isEqualTo("amina");
        });
        assertThat(codec.knows(SEND)).isTrue();
        assertThat(codec.knows("org.baraza.message.sent.v1")).isFalse();
    }

    @Test
    void readsBackWhatItWrites() throws Exception {
        // Given
        MessageEvent event = new CommandRefused("c1", "dm.a.b", "a", Refusal.SELF_MESSAGE, "Grüße 🎬");

        // When
        MessageEvent read =
                EventCodec.of(MessageEvent.class).decode("org.baraza.message.refused.v1", EventCodec.encode(event));

        // Then
        assertThat(read).isEqualTo(event);
    }

    @Test
    void ignoresFieldsThatItDoesNotKnow() throws Exception {
        // Given
        String later = COMMAND.replace("{", "{\"later\":{\"deep\":[1,2]},");

        // When
        MessageCommand read = codec.decode(READ, later.getBytes(UTF_8));

        // Then
        assertThat(read).isEqualTo(codec.decode(READ, COMMAND.getBytes(UTF_8)));
    }

    @Test
    void namesATypeThatIsNotOfTheFamily() {
        assertUnreadable("org.baraza.message.unheard-of.v9", COMMAND, "unknown type org.baraza.message.unheard-of.v9");
    }

    @Test
    void readsNothingWithoutAType() {
        assertUnreadable(null, COMMAND, "no ce_type header");
    }

    @Test
    void readsNothingWithoutAValue() {
        assertUnreadable(READ, null, "no value");
        assertUnreadable(READ, "null", "the value is null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "siri",
                "\"siri\"",
                "[\"siri\"]",
                "{\"content\": \"siri",
                "{\"content\": siri}",
                "{\"content\": {\"siri\": 1}}",
                "{\"content\": [\"siri\"]}",
                "{\"requestedAt\": \"siri\"}",
                "{\"requestedAt\": {\"siri\": 1}}",
                "{\"media\": \"siri\"}",
                "{\"media\": [\"siri\"]}",
                "{\"media\": [{\"type\": \"siri\", \"url\": \"siri\"}]}",
                "{\"senderId\": \"siri siri\", \"content\": \"siri\"}"
            })
    void doesNotQuoteWhatItCannotRead(String json) {
        assertThatThrownBy(() -> codec.decode(SEND, json.getBytes(UTF_8)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageStartingWith("not a " + SEND)
                .hasMessageNotContaining(SECRET)
                .hasNoCause();
    }

    @Test
    void tellsWhichRuleOfARecordWasBroken() {
        assertUnreadable(READ, "{}", "not a " + READ + ": commandId, requestedAt and the actor's id are required");
        assertThatThrownBy(() -> EventCodec.of(UserChanged.class)
                        .decode("org.baraza.user.changed.v1", "{\"id\":\"not an id\"}".getBytes(UTF_8)))
                .hasMessageContaining("a user id is 1 to 64 letters");
    }

    @Test
    void refusesKeysThatStandTwice() {
        // Given
        String twice = COMMAND.replace("\"upTo\":7", "\"upTo\":7,\"upTo\":8");

        // Then
        assertThatThrownBy(() -> codec.decode(READ, twice.getBytes(UTF_8)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("at byte");
    }

    @Test
    void readsNoDeeperThanItsBoundEvenWhereItIgnores() throws Exception {
        // Given
        String within = COMMAND.replace("{", "{\"later\":" + "[".repeat(31) + "]".repeat(31) + ",");
        String beyond = COMMAND.replace("{", "{\"later\":" + "[".repeat(32) + "]".repeat(32) + ",");

        // Then
        assertThat(codec.decode(READ, within.getBytes(UTF_8))).isNotNull();
        assertThatThrownBy(() -> codec.decode(READ, beyond.getBytes(UTF_8)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("StreamConstraintsException");
    }

    @Test
    void readsNoNumberWithoutEnd() {
        assertThatThrownBy(() -> codec.decode(
                        READ, COMMAND.replace(":7", ":" + "7".repeat(1_000)).getBytes(UTF_8)))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        // Given
        byte[] value = COMMAND.getBytes(UTF_8);
        value[COMMAND.indexOf("c1")] = (byte) 0xff;

        // Then
        assertThatThrownBy(() -> codec.decode(READ, value)).isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void isMadeOnlyForRecordsWithAType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventCodec.of(String.class))
                .withMessageContaining("java.lang.String");
    }

    private void assertUnreadable(String type, String json, String message) {
        assertThatThrownBy(() -> codec.decode(type, json == null ? null : json.getBytes(UTF_8)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage(message);
    }
}
