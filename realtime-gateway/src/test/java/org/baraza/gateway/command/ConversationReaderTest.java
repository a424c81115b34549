package org.baraza.gateway.command;

import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.baraza.contracts.message.MarkRead;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ConversationReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConversationReader reader = new ConversationReader();

    @Test
    void readsHowFarAConversationWasRead() {
        assertThat(read("'dm.amina.baraka'").upTo()).isNull();
        assertThat(read("{'conversationId':'dm.amina.baraka'}").upTo()).isNull();
        assertThat(read("{'conversationId':'dm.amina.baraka','seq':null}").upTo())
                .isNull();
        assertThat(read("{'conversationId':'dm.amina.baraka','seq':0}").upTo()).isZero();
        assertThat(read("{'conversationId':'dm.amina.baraka','seq':7}")).satisfies(command -> {
            assertThat(command.upTo()).isEqualTo(7);
            assertThat(command.readerId()).isEqualTo("amina");
            assertThat(command.conversationId()).isEqualTo("dm.amina.baraka");
        });
    }

    @ParameterizedTest
    @MethodSource
    void refusesAReadThatIsNotAsDocumented(Refusal reason, String body) {
        assertRefused(reason, () -> read(body));
    }

    static Stream<Arguments> refusesAReadThatIsNotAsDocumented() {
        return Stream.of(
                arguments(Refusal.MALFORMED, "null"),
                arguments(Refusal.MALFORMED, "5"),
                arguments(Refusal.MALFORMED, "['dm.amina.baraka']"),
                arguments(Refusal.CONVERSATION_UNKNOWN, "{}"),
                arguments(Refusal.CONVERSATION_UNKNOWN, "''"),
                arguments(Refusal.CONVERSATION_UNKNOWN, "'dm.baraka.chidi'"),
                arguments(Refusal.CONVERSATION_UNKNOWN, "{'conversationId':null}"),
                arguments(Refusal.CONVERSATION_UNKNOWN, "{'conversationId':'dm.baraka.chidi','seq':1}"),
                arguments(Refusal.MALFORMED, "{'conversationId':{'$gt':''}}"),
                arguments(Refusal.MALFORMED, "{'conversationId':'dm.amina.baraka','seq':'7'}"),
                arguments(Refusal.MALFORMED, "{'conversationId':'dm.amina.baraka','seq':1.5}"),
                arguments(Refusal.MALFORMED, "{'conversationId':'dm.amina.baraka','seq':-1}"),
                arguments(Refusal.MALFORMED, "{'conversationId':'dm.amina.baraka','seq':true}"),
                arguments(Refusal.MALFORMED, "{'conversationId':'dm.amina.baraka','seq':9223372036854775808}"));
    }

    @Test
    void refusesAReadWithoutAnArgument() {
        assertRefused(Refusal.MALFORMED, () -> reader.read("amina", MissingNode.getInstance()));
    }

    @Test
    void readsWhatIsToBeHidden() {
        assertThat(reader.archive("amina", "dm.amina.baraka")).satisfies(command -> {
            assertThat(command.conversationId()).isEqualTo("dm.amina.baraka");
            assertThat(command.actorId()).isEqualTo("amina");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"dm.baraka.chidi", "dm.baraka.amina", "", "bc.1", "$ne"})
    void knowsNoConversationOfOthers(String id) {
        assertRefused(Refusal.CONVERSATION_UNKNOWN, () -> reader.archive("amina", id));
    }

    private MarkRead read(String body) {
        return reader.read("amina", json(body));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void assertRefused(Refusal reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
