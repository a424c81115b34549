package org.baraza.gateway.command;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.baraza.contracts.message.MarkRead;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;
import org.baraza.contracts.message.SendMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class CommandReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PICTURE = "{'type':'image','url':'https://media.example.org/1.jpg'}";

    private final CommandReader reader = new CommandReader();

    @Test
    void readsAMessage() {
        // When
        SendMessage command = reader.send(
                "amina",
                json("{'receiverId':'baraka','content':' Habari? ','media':[" + PICTURE
                        + "],'clientMessageId':'c-1','unknown':{'deep':[1]}}"));

        // Then
        assertThat(command.conversationId()).isEqualTo("dm.amina.baraka");
        assertThat(command.senderId()).isEqualTo("amina");
        assertThat(command.receiverId()).isEqualTo("baraka");
        assertThat(command.content()).isEqualTo(" Habari? ");
        assertThat(command.clientMessageId()).isEqualTo("c-1");
        assertThat(command.media()).containsExactly(new Media("image", "https://media.example.org/1.jpg", null));
        assertThat(command.requestedAt()).isNotNull();
    }

    @Test
    void takesTheConversationForTheReceiver() {
        // When
        SendMessage command = reader.send("baraka", json("{'conversationId':'dm.amina.baraka','content':'x'}"));

        // Then
        assertThat(command.receiverId()).isEqualTo("amina");
    }

    @Test
    void makesAnIdForAClientThatSendsNone() {
        // Given
        JsonNode body = json("{'receiverId':'baraka','content':'x','clientMessageId':null,'media':null}");

        // When
        SendMessage one = reader.send("amina", body);
        SendMessage other = reader.send("amina", body);

        // Then
        assertThat(one.clientMessageId()).isNotEqualTo(other.clientMessageId());
        assertThat(one.commandId()).isNotEqualTo(other.commandId());
        assertThat(one.media()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void refusesAMessageThatIsNotAsDocumented(Refusal reason, String body) {
        assertRefused(reason, () -> reader.send("amina", json(body)));
    }

    static Stream<Arguments> refusesAMessageThatIsNotAsDocumented() {
        return Stream.of(
                arguments(Refusal.MALFORMED, "null"),
                arguments(Refusal.MALFORMED, "'text'"),
                arguments(Refusal.MALFORMED, "7"),
                arguments(Refusal.MALFORMED, "[]"),
                arguments(Refusal.MALFORMED, "[{'receiverId':'baraka','content':'x'}]"),
                arguments(Refusal.RECEIVER_UNKNOWN, "{}"),
                arguments(Refusal.RECEIVER_UNKNOWN, "{'content':'x'}"),
                arguments(Refusal.RECEIVER_UNKNOWN, "{'receiverId':null,'content':'x'}"),
                arguments(Refusal.RECEIVER_UNKNOWN, "{'receiverId':'','content':'x'}"),
                arguments(Refusal.RECEIVER_UNKNOWN, "{'receiverId':'a b','content':'x'}"),
                arguments(Refusal.MALFORMED, "{'receiverId':5,'content':'x'}"),
                arguments(Refusal.MALFORMED, "{'receiverId':{'$ne':null},'content':'x'}"),
                arguments(Refusal.MALFORMED, "{'receiverId':['baraka'],'content':'x'}"),
                arguments(Refusal.SELF_MESSAGE, "{'receiverId':'amina','content':'x'}"),
                arguments(Refusal.MALFORMED, "{'conversationId':5,'content':'x'}"),
                arguments(Refusal.CONVERSATION_UNKNOWN, "{'conversationId':'','content':'x'}"),
                arguments(Refusal.CONVERSATION_UNKNOWN, "{'conversationId':'dm.b.c','content':'x'}"),
                arguments(Refusal.CONVERSATION_UNKNOWN, "{'conversationId':'dm.baraka.amina','content':'x'}"),
                arguments(Refusal.MALFORMED, "{'receiverId':'baraka','content':5}"),
                arguments(Refusal.MALFORMED, "{'receiverId':'baraka','content':true}"),
                arguments(Refusal.MALFORMED, "{'receiverId':'baraka','content':['x']}"),
                arguments(Refusal.CONTENT_EMPTY, "{'receiverId':'baraka'}"),
                arguments(Refusal.CONTENT_EMPTY, "{'receiverId':'baraka','content':null}"),
                arguments(Refusal.CONTENT_EMPTY, "{'receiverId':'baraka','content':' \\n'}"),
                arguments(Refusal.CONTENT_EMPTY, "{'receiverId':'baraka','content':'','media':[]}"),
                arguments(Refusal.CONTENT_TOO_LONG, "{'receiverId':'baraka','content':'" + "x".repeat(10_001) + "'}"),
                arguments(Refusal.CONTENT_MALFORMED, "{'receiverId':'baraka','content':'\\ud83c'}"),
                arguments(Refusal.MALFORMED, "{'receiverId':'baraka','content':'x','clientMessageId':5}"),
                arguments(
                        Refusal.CLIENT_MESSAGE_ID_INVALID,
                        "{'receiverId':'baraka','content':'x','clientMessageId':''}"),
                arguments(
                        Refusal.CLIENT_MESSAGE_ID_INVALID,
                        "{'receiverId':'baraka','content':'x','clientMessageId':'a b'}"),
                arguments(Refusal.MEDIA_INVALID, "{'receiverId':'baraka','content':'x','media':'x'}"),
                arguments(Refusal.MEDIA_INVALID, "{'receiverId':'baraka','content':'x','media':{}}"),
                arguments(Refusal.MEDIA_INVALID, "{'receiverId':'baraka','content':'x','media':[null]}"),
                arguments(Refusal.MEDIA_INVALID, "{'receiverId':'baraka','content':'x','media':['x']}"),
                arguments(Refusal.MEDIA_INVALID, "{'receiverId':'baraka','content':'x','media':[{}]}"),
                arguments(
                        Refusal.MALFORMED,
                        "{'receiverId':'baraka','content':'x','media':[{'type':5,'url':'https://a.example/1'}]}"),
                arguments(
                        Refusal.MEDIA_INVALID,
                        "{'receiverId':'baraka','content':'x','media':[{'type':'image','url':'javascript:x'}]}"),
                arguments(
                        Refusal.MEDIA_INVALID,
                        "{'receiverId':'baraka','content':'x','media':["
                                + IntStream.range(0, 11).mapToObj(i -> PICTURE).collect(joining(","))
                                + "]}"));
    }

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
    void refusesAnEventWithoutAnArgument() {
        assertRefused(Refusal.MALFORMED, () -> reader.send("amina", MissingNode.getInstance()));
        assertRefused(Refusal.MALFORMED, () -> reader.read("amina", MissingNode.getInstance()));
        assertRefused(Refusal.MALFORMED, () -> reader.send("amina", null));
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
