package org.baraza.contracts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MessageIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"dm.amina.baraka-1", "dm.amina.baraka-999999999999999999", "dm.a-1.b-2-17", "dm.amina.baraka--1"
            })
    void readsBackWhatItWrites(String id) {
        assertThat(MessageId.parse(id)).hasToString(id);
    }

    @Test
    void splitsAtTheLastDashSinceUserIdsMayHaveSome() {
        // When
        MessageId id = MessageId.parse("dm.a-1.b-2-17");

        // Then
        assertThat(id).isEqualTo(new MessageId(new ConversationId("dm.a-1.b-2"), 17));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "-1",
                "17",
                "dm.amina.baraka",
                "dm.amina.baraka-",
                "dm.amina.baraka-0",
                "dm.amina.baraka-01",
                "dm.amina.baraka-+1",
                "dm.amina.baraka-1 ",
                "dm.amina.baraka-1e3",
                "dm.amina.baraka-\uff11",
                "dm.amina.baraka-1000000000000000000",
                "dm.baraka.amina-1",
                "amina-1"
            })
    void refusesWhatIsNotOne(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> MessageId.parse(id));
    }

    @Test
    void numbersFromOne() {
        // Given
        ConversationId conversation = new ConversationId("dm.amina.baraka");

        // Then
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageId(conversation, 0));
    }
}
