package org.baraza.contracts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConversationIdTest {

    @Test
    void isTheSameWhicheverOfTheTwoIsNamedFirst() {
        assertThat(ConversationId.direct("baraka", "amina"))
                .isEqualTo(ConversationId.direct("amina", "baraka"))
                .hasToString("dm.amina.baraka");
    }

    @Test
    void ordersItsPeopleByTheirIdsAndNotByLetterCase() {
        assertThat(ConversationId.direct("a", "B")).hasToString("dm.B.a");
    }

    @Test
    void knowsItsPeople() {
        // Given
        ConversationId conversation = new ConversationId("dm.a-1.b_2");

        // Then
        assertThat(conversation.participants()).containsExactly("a-1", "b_2");
        assertThat(conversation.hasParticipant("a-1")).isTrue();
        assertThat(conversation.hasParticipant("a")).isFalse();
        assertThat(conversation.otherThan("a-1")).isEqualTo("b_2");
        assertThat(conversation.otherThan("b_2")).isEqualTo("a-1");
    }

    @Test
    void ofABroadcastIsTheSameForTheSameSendAndNamesNobody() {
        // Given
        ConversationId broadcast = ConversationId.broadcast("amina", "b-1");

        // Then
        assertThat(broadcast).isEqualTo(ConversationId.broadcast("amina", "b-1"));
        assertThat(broadcast).isNotEqualTo(ConversationId.broadcast("amina", "b-2"));
        assertThat(broadcast).isNotEqualTo(ConversationId.broadcast("baraka", "b-1"));
        assertThat(broadcast.isBroadcast()).isTrue();
        assertThat(broadcast.participants()).isEmpty();
        assertThat(broadcast.mayConcern("anybody")).isTrue();
        assertThat(broadcast.hasParticipant("amina")).isFalse();
    }

    @Test
    void hasNobodyOnTheOtherSideOfAnOutsider() {
        // Given
        ConversationId conversation = new ConversationId("dm.amina.baraka");

        // Then
        assertThatIllegalArgumentException().isThrownBy(() -> conversation.otherThan("chidi"));
    }

    @Test
    void takesIdsOfTheGreatestLength() {
        assertThat(ConversationId.isValid("dm." + "a".repeat(64) + "." + "b".repeat(64)))
                .isTrue();
        assertThat(ConversationId.isValid("dm." + "a".repeat(64) + "." + "b".repeat(65)))
                .isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "dm",
                "dm.",
                "dm..",
                "dm.amina",
                "dm.amina.",
                "dm..baraka",
                "dm.baraka.amina",
                "dm.amina.amina",
                "dm.amina.baraka.chidi",
                "DM.amina.baraka",
                "dm.amina.baraka ",
                "dm.amina.baraka\n",
                "dm.amina.$ne",
                "dm.ämina.baraka",
                "{\"$ne\":null}",
                "group.amina.baraka"
            })
    void refusesWhatIsNotOne(String value) {
        assertThat(ConversationId.isValid(value)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConversationId(value))
                .withMessage("not the id of a conversation");
    }

    @Test
    void isNeverATalkWithOneself() {
        assertThatIllegalArgumentException().isThrownBy(() -> ConversationId.direct("amina", "amina"));
    }
}
