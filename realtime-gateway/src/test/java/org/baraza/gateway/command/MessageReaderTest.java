package org.baraza.gateway.command;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.EditMessage;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;
import org.baraza.contracts.message.SendMessage;
import org.baraza.contracts.user.AccountType;
import org.baraza.rest.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class MessageReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Caller AMINA = new Caller("amina", AccountType.CHAPTER_ADMIN, "nairobi");
    private static final String PICTURE = "{'type':'image','url':'https://media.example.org/1.jpg'}";

    private final MessageReader reader = new MessageReader();

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
    void readsAnEdit() {
        // When
        EditMessage command = reader.edit("amina", json("{'id':'dm.amina.baraka-7','content':'better'}"));

        // Then
        assertThat(command.conversationId()).isEqualTo("dm.amina.baraka");
        assertThat(command.seq()).isEqualTo(7);
        assertThat(command.actorId()).isEqualTo("amina");
        assertThat(command.content()).isEqualTo("better");
        assertThat(command.title()).isNull();
        assertThat(command.description()).isNull();
        assertThat(command.media()).as("left as they are").isNull();
    }

    @Test
    void tellsNoMediaFromMediaThatStay() {
        // When
        EditMessage command = reader.edit("amina", "dm.amina.baraka-7", json("{'content':'x','media':[]}"));

        // Then
        assertThat(command.media()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void refusesAnEditThatIsNotAsDocumented(Refusal reason, String body) {
        assertRefused(reason, () -> reader.edit("amina", json(body)));
    }

    static Stream<Arguments> refusesAnEditThatIsNotAsDocumented() {
        return Stream.of(
                arguments(Refusal.MALFORMED, "null"),
                arguments(Refusal.MALFORMED, "[]"),
                arguments(Refusal.MALFORMED, "'dm.amina.baraka-7'"),
                arguments(Refusal.MESSAGE_UNKNOWN, "{'content':'x'}"),
                arguments(Refusal.MALFORMED, "{'id':{'$ne':null},'content':'x'}"),
                arguments(Refusal.MALFORMED, "{'id':7,'content':'x'}"),
                arguments(Refusal.MESSAGE_UNKNOWN, "{'id':'','content':'x'}"),
                arguments(Refusal.MESSAGE_UNKNOWN, "{'id':'dm.amina.baraka','content':'x'}"),
                arguments(Refusal.MESSAGE_UNKNOWN, "{'id':'dm.amina.baraka-0','content':'x'}"),
                arguments(Refusal.MESSAGE_UNKNOWN, "{'id':'dm.amina.baraka-07','content':'x'}"),
                arguments(Refusal.MESSAGE_UNKNOWN, "{'id':'dm.amina.baraka-9223372036854775808','content':'x'}"),
                arguments(Refusal.MESSAGE_UNKNOWN, "{'id':'dm.baraka.chidi-7','content':'x'}"),
                arguments(Refusal.MESSAGE_UNKNOWN, "{'id':'bc.xyz-1','content':'x'}"),
                arguments(Refusal.MALFORMED, "{'id':'dm.amina.baraka-7'}"),
                arguments(Refusal.MALFORMED, "{'id':'dm.amina.baraka-7','content':['x']}"),
                arguments(Refusal.CONTENT_EMPTY, "{'id':'dm.amina.baraka-7','content':' '}"),
                arguments(
                        Refusal.CONTENT_TOO_LONG, "{'id':'dm.amina.baraka-7','content':'" + "x".repeat(10_001) + "'}"),
                arguments(Refusal.CONTENT_MALFORMED, "{'id':'dm.amina.baraka-7','content':'\\ud83c'}"),
                arguments(Refusal.TITLE_INVALID, "{'id':'dm.amina.baraka-7','title':''}"),
                arguments(
                        Refusal.DESCRIPTION_INVALID,
                        "{'id':'dm.amina.baraka-7','description':'" + "x".repeat(1_001) + "'}"),
                arguments(Refusal.MEDIA_INVALID, "{'id':'dm.amina.baraka-7','content':'x','media':{}}"));
    }

    @Test
    void readsForWhomAMessageIsDeleted() {
        assertThat(reader.delete(AMINA, json("{'id':'dm.amina.baraka-7'}"))).satisfies(command -> {
            assertThat(command.scope()).isEqualTo(DeletionScope.ME);
            assertThat(command.seq()).isEqualTo(7);
            assertThat(command.actorId()).isEqualTo("amina");
            assertThat(command.accountType()).isEqualTo(AccountType.CHAPTER_ADMIN);
            assertThat(command.chapterId()).isEqualTo("nairobi");
        });
        assertThat(reader.delete(AMINA, json("{'id':'dm.amina.baraka-7','for':'me'}"))
                        .scope())
                .isEqualTo(DeletionScope.ME);
        assertThat(reader.delete(AMINA, json("{'id':'dm.amina.baraka-7','for':'everyone'}"))
                        .scope())
                .isEqualTo(DeletionScope.EVERYONE);
    }

    @ParameterizedTest
    @MethodSource
    void refusesADeletionThatIsNotAsDocumented(Refusal reason, String body) {
        assertRefused(reason, () -> reader.delete(AMINA, json(body)));
    }

    static Stream<Arguments> refusesADeletionThatIsNotAsDocumented() {
        return Stream.of(
                arguments(Refusal.MALFORMED, "null"),
                arguments(Refusal.MESSAGE_UNKNOWN, "{}"),
                arguments(Refusal.MESSAGE_UNKNOWN, "{'id':'dm.baraka.chidi-7','for':'everyone'}"),
                arguments(Refusal.MALFORMED, "{'id':'dm.amina.baraka-7','for':'EVERYONE'}"),
                arguments(Refusal.MALFORMED, "{'id':'dm.amina.baraka-7','for':''}"),
                arguments(Refusal.MALFORMED, "{'id':'dm.amina.baraka-7','for':true}"));
    }

    @Test
    void refusesAnEventWithoutAnArgument() {
        assertRefused(Refusal.MALFORMED, () -> reader.send("amina", MissingNode.getInstance()));
        assertRefused(Refusal.MALFORMED, () -> reader.send("amina", null));
        assertRefused(Refusal.MALFORMED, () -> reader.edit("amina", MissingNode.getInstance()));
        assertRefused(Refusal.MALFORMED, () -> reader.edit("amina", "dm.amina.baraka-7", null));
        assertRefused(Refusal.MALFORMED, () -> reader.delete(AMINA, MissingNode.getInstance()));
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
