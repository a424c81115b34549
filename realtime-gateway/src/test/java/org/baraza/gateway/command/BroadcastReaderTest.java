package org.baraza.gateway.command;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.message.PublishBroadcast;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;
import org.baraza.contracts.user.AccountType;
import org.baraza.rest.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class BroadcastReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Caller HEAD = new Caller("amina", AccountType.SUPER_ADMIN, null);
    private static final Caller NAIROBI = new Caller("baraka", AccountType.CHAPTER_ADMIN, "nairobi");
    private static final String BROADCAST = "bc.00112233445566778899aabbccddeeff";

    private final BroadcastReader reader = new BroadcastReader();

    @Test
    void readsABroadcastToEverybody() {
        // When
        PublishBroadcast command =
                reader.publish(HEAD, json("{'title':'Casting','content':'Come all','recipientType':'ALL'}"));

        // Then
        assertThat(command.senderId()).isEqualTo("amina");
        assertThat(command.audience()).isEqualTo(Audience.all());
        assertThat(command.title()).isEqualTo("Casting");
        assertThat(command.description()).isNull();
        assertThat(command.content()).isEqualTo("Come all");
        assertThat(command.media()).isEmpty();
        assertThat(command.priority()).isEqualTo(Priority.NORMAL);
        assertThat(command.requiresAcknowledgement()).isFalse();
        assertThat(command.remindAfter()).isNull();
        assertThat(command.conversationId())
                .isEqualTo(ConversationId.broadcast("amina", command.clientMessageId())
                        .value());
    }

    @Test
    void readsAllThatABroadcastMayHave() {
        // When
        PublishBroadcast command = reader.publish(
                NAIROBI,
                json(
                        "{'title':'T','description':'D','content':'C','recipientType':'CHAPTER','chapterId':'nairobi',"
                                + "'priority':'URGENT','requiresAcknowledgement':true,'remindAfter':'PT36H','clientMessageId':'b-1',"
                                + "'media':[{'type':'document','url':'https://a.example/1.pdf','filename':'1.pdf'}],'else':{}}"));

        // Then
        assertThat(command.audience()).isEqualTo(Audience.chapter("nairobi"));
        assertThat(command.description()).isEqualTo("D");
        assertThat(command.priority()).isEqualTo(Priority.URGENT);
        assertThat(command.requiresAcknowledgement()).isTrue();
        assertThat(command.remindAfter()).isEqualTo(Duration.ofHours(36));
        assertThat(command.clientMessageId()).isEqualTo("b-1");
        assertThat(command.media()).hasSize(1);
    }

    @Test
    void namesEachRecipientOnce() {
        // When
        PublishBroadcast command = reader.publish(HEAD, json(custom("['baraka','chidi','baraka']")));

        // Then
        assertThat(command.audience()).isEqualTo(Audience.of(List.of("baraka", "chidi")));
    }

    @Test
    void takesFiftyThousandRecipientsAndNotOneMore() {
        assertThat(reader.publish(HEAD, json(custom(people(50_000)))).audience().recipientIds())
                .hasSize(50_000);
        assertRefused(Refusal.AUDIENCE_INVALID, () -> reader.publish(HEAD, json(custom(people(50_001)))));
    }

    @ParameterizedTest
    @MethodSource
    void refusesABroadcastThatIsNotAsDocumented(Refusal reason, String body) {
        assertRefused(reason, () -> reader.publish(HEAD, json(body)));
    }

    static Stream<Arguments> refusesABroadcastThatIsNotAsDocumented() {
        String good = "'title':'T','content':'C','recipientType':'ALL'";
        return Stream.of(
                arguments(Refusal.MALFORMED, "null"),
                arguments(Refusal.MALFORMED, "[]"),
                arguments(Refusal.AUDIENCE_INVALID, "{}"),
                arguments(Refusal.AUDIENCE_INVALID, "{'title':'T','content':'C','recipientType':'all'}"),
                arguments(Refusal.AUDIENCE_INVALID, "{'title':'T','content':'C','recipientType':'EVERYBODY'}"),
                arguments(Refusal.MALFORMED, "{'title':'T','content':'C','recipientType':{'$ne':1}}"),
                arguments(Refusal.AUDIENCE_INVALID, "{'title':'T','content':'C','recipientType':'CHAPTER'}"),
                arguments(Refusal.AUDIENCE_INVALID, "{" + good + ",'chapterId':'nairobi'}"),
                arguments(Refusal.AUDIENCE_INVALID, "{" + good + ",'recipientIds':['baraka']}"),
                arguments(Refusal.AUDIENCE_INVALID, custom("[]")),
                arguments(Refusal.AUDIENCE_INVALID, custom("null")),
                arguments(Refusal.AUDIENCE_INVALID, custom("'baraka'")),
                arguments(Refusal.AUDIENCE_INVALID, custom("[7]")),
                arguments(Refusal.AUDIENCE_INVALID, custom("[null]")),
                arguments(Refusal.AUDIENCE_INVALID, custom("[{'$gt':''}]")),
                arguments(Refusal.AUDIENCE_INVALID, custom("['a b']")),
                arguments(Refusal.TITLE_INVALID, "{'content':'C','recipientType':'ALL'}"),
                arguments(Refusal.TITLE_INVALID, "{'title':' ','content':'C','recipientType':'ALL'}"),
                arguments(
                        Refusal.TITLE_INVALID,
                        "{'title':'" + "x".repeat(201) + "','content':'C','recipientType':'ALL'}"),
                arguments(Refusal.MALFORMED, "{'title':5,'content':'C','recipientType':'ALL'}"),
                arguments(Refusal.CONTENT_EMPTY, "{'title':'T','recipientType':'ALL'}"),
                arguments(Refusal.DESCRIPTION_INVALID, "{" + good + ",'description':'" + "x".repeat(1_001) + "'}"),
                arguments(Refusal.MALFORMED, "{" + good + ",'priority':'urgent'}"),
                arguments(Refusal.MALFORMED, "{" + good + ",'priority':2}"),
                arguments(Refusal.MALFORMED, "{" + good + ",'requiresAcknowledgement':'yes'}"),
                arguments(Refusal.MALFORMED, "{" + good + ",'remindAfter':'PT1H'}"),
                arguments(Refusal.MALFORMED, remind("'tomorrow'")),
                arguments(Refusal.MALFORMED, remind("3600")),
                arguments(Refusal.MALFORMED, remind("'PT0S'")),
                arguments(Refusal.MALFORMED, remind("'-PT1H'")),
                arguments(Refusal.MALFORMED, remind("'P367D'")),
                arguments(Refusal.MALFORMED, remind("'P99999999999999D'")),
                arguments(Refusal.CLIENT_MESSAGE_ID_INVALID, "{" + good + ",'clientMessageId':'a b'}"),
                arguments(Refusal.MEDIA_INVALID, "{" + good + ",'media':[{'type':'image','url':'file:///etc'}]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CHAPTER_MEMBER", "HQ_MEMBER", "CHAPTER_ADMIN"})
    void isForAdminsAndTheirOwnChapterOnly(AccountType accountType) {
        // Given
        Caller caller = new Caller("chidi", accountType, "lagos");

        // Then
        assertRefused(
                Refusal.FORBIDDEN,
                () -> reader.publish(caller, json("{'title':'T','content':'C','recipientType':'ALL'}")));
        assertRefused(
                Refusal.FORBIDDEN,
                () -> reader.publish(
                        caller, json("{'title':'T','content':'C','recipientType':'CHAPTER','chapterId':'nairobi'}")));
        assertRefused(Refusal.FORBIDDEN, () -> reader.publish(caller, json(custom("['baraka']"))));
    }

    @Test
    void readsAnAcknowledgement() {
        assertThat(reader.acknowledge("baraka", json("{'id':'" + BROADCAST + "'}")))
                .satisfies(command -> {
                    assertThat(command.conversationId()).isEqualTo(BROADCAST);
                    assertThat(command.actorId()).isEqualTo("baraka");
                });
    }

    @Test
    void refusesAnAcknowledgementOfNothing() {
        assertRefused(Refusal.MALFORMED, () -> reader.acknowledge("baraka", MissingNode.getInstance()));
        assertRefused(Refusal.MALFORMED, () -> reader.acknowledge("baraka", json("{'id':7}")));
        assertRefused(Refusal.CONVERSATION_UNKNOWN, () -> reader.acknowledge("baraka", json("{}")));
        assertRefused(Refusal.CONVERSATION_UNKNOWN, () -> reader.acknowledge("baraka", BROADCAST + "-1"));
        assertRefused(Refusal.CONVERSATION_UNKNOWN, () -> reader.acknowledge("baraka", "dm.amina.baraka"));
    }

    private static String custom(String recipientIds) {
        return "{'title':'T','content':'C','recipientType':'CUSTOM','recipientIds':" + recipientIds + "}";
    }

    private static String remind(String remindAfter) {
        return "{'title':'T','content':'C','recipientType':'ALL','requiresAcknowledgement':true,'remindAfter':"
                + remindAfter + "}";
    }

    private static String people(int count) {
        return IntStream.range(0, count).mapToObj(i -> "'user" + i + "'").collect(joining(",", "[", "]"));
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
