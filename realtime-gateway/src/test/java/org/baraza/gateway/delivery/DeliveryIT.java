package org.baraza.gateway.delivery;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.broadcast.BroadcastDetails;
import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.message.BroadcastSent;
import org.baraza.contracts.message.ConversationArchived;
import org.baraza.contracts.message.ConversationRead;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageDeleted;
import org.baraza.contracts.message.MessageEdited;
import org.baraza.contracts.message.MessageView;
import org.baraza.contracts.user.UserProfile;
import org.baraza.directory.UserDirectory;
import org.baraza.gateway.RawSocket;
import org.baraza.gateway.Readiness;
import org.baraza.gateway.RealBackends;
import org.baraza.gateway.TestLog;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What comes by the log, and which sockets it reaches, in exactly which shape. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class DeliveryIT {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

    @TestHTTPResource("/")
    URI gateway;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @ConfigProperty(name = "gateway.kafka.bootstrap-servers")
    String bootstrapServers;

    @Inject
    UserDirectory directory;

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final String amina = "amina-" + suffix;
    private final String baraka = "baraka-" + suffix;
    private final String chidi = "chidi-" + suffix;
    private final String talk = ConversationId.direct(amina, baraka).value();
    private final String broadcast = ConversationId.broadcast(amina, "b-1").value();
    private TestLog log;

    @BeforeEach
    void untilClientsAreTaken() {
        Readiness.await(health);
        log = new TestLog(bootstrapServers);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void bringsAnEditToBothPeopleOnce() {
        try (RawSocket ofAmina = RawSocket.connect(gateway, amina);
                RawSocket ofBaraka = RawSocket.connect(gateway, baraka);
                RawSocket ofChidi = RawSocket.connect(gateway, chidi)) {
            // Given
            MessageEdited edited =
                    new MessageEdited("k", talk, 7, 3, amina, baraka, AT, edited(talk, 7, 3, "better", null));

            // When
            log.tell(edited);
            log.tell(edited);
            log.tell(new ConversationRead("k2", talk, amina, 7, 7, AT));

            // Then
            String expected = "42[\"message:updated\",{\"id\":\"" + talk + "-7\",\"conversationId\":\"" + talk
                    + "\",\"content\":\"better\",\"isEdited\":true,\"editedAt\":\"2026-01-02T03:04:05.678Z\",\"seq\":7,"
                    + "\"rev\":3,\"media\":[]}]";
            assertThat(until(ofAmina, "conversation:read")).containsOnlyOnce(expected);
            assertThat(until(ofBaraka, "conversation:read")).containsOnlyOnce(expected);
            assertThat(ofChidi.texts()).noneMatch(text -> text.contains(talk));
        }
    }

    @Test
    void bringsADeletionForEveryoneToBothPeople() {
        try (RawSocket ofAmina = RawSocket.connect(gateway, amina);
                RawSocket ofBaraka = RawSocket.connect(gateway, baraka)) {
            // When
            log.tell(new MessageDeleted("k", talk, 7, 4, amina, DeletionScope.EVERYONE, AT));

            // Then
            String expected = "42[\"message:deleted\",{\"id\":\"" + talk + "-7\",\"conversationId\":\"" + talk
                    + "\",\"seq\":7,\"rev\":4,\"for\":\"everyone\",\"deletedAt\":\"2026-01-02T03:04:05.678Z\"}]";
            assertThat(ofAmina.awaitText("42[\"message:deleted\"")).isEqualTo(expected);
            assertThat(ofBaraka.awaitText("42[\"message:deleted\"")).isEqualTo(expected);
        }
    }

    @Test
    void tellsWhatSomebodyDoesForThemselvesToTheirOwnSocketsAlone() {
        try (RawSocket one = RawSocket.connect(gateway, amina);
                RawSocket other = RawSocket.connect(gateway, amina);
                RawSocket ofBaraka = RawSocket.connect(gateway, baraka)) {
            // When
            log.tell(new MessageDeleted("k", talk, 7, 5, amina, DeletionScope.ME, AT));
            log.tell(new ConversationArchived("k2", talk, amina, 7, AT));
            log.tell(new ConversationRead("k3", talk, amina, 7, 7, AT));

            // Then
            for (RawSocket socket : List.of(one, other)) {
                assertThat(socket.awaitText("42[\"message:deleted\"")).contains("\"for\":\"me\"");
                assertThat(socket.awaitText("42[\"conversation:archived\""))
                        .isEqualTo("42[\"conversation:archived\",{\"conversationId\":\"" + talk + "\"}]");
            }
            assertThat(until(ofBaraka, "conversation:read"))
                    .noneMatch(text -> text.contains("message:deleted") || text.contains("archived"));
        }
    }

    @Test
    void bringsABroadcastToAChapterAsItIsAtThatMoment() {
        // Given
        String nairobi = "nairobi-" + suffix;
        know(TestLog.member(baraka, nairobi).id(), nairobi);
        know(chidi, "lagos-" + suffix);
        try (RawSocket ofAmina = RawSocket.connect(gateway, amina);
                RawSocket ofBaraka = RawSocket.connect(gateway, baraka);
                RawSocket ofChidi = RawSocket.connect(gateway, chidi)) {
            // When
            log.tell(sent("b-1", Audience.chapter(nairobi)));

            // Then
            assertThat(ofAmina.awaitText("42[\"message:broadcast\""))
                    .contains("\"isMine\":true,\"isReadByMe\":true")
                    .contains("\"title\":\"Casting\"");
            assertThat(ofBaraka.awaitText("42[\"message:broadcast\""))
                    .contains("\"isMine\":false,\"isReadByMe\":false");
            ofBaraka.awaitText(
                    "42[\"notification:new-message\",{\"conversationId\":\"" + broadcast + "\",\"message\":{");

            // When: Chidi moves there, Baraka away
            know(chidi, nairobi);
            know(baraka, null);
            log.tell(sent("b-2", Audience.chapter(nairobi)));

            // Then
            String second = ConversationId.broadcast(amina, "b-2").value();
            ofChidi.awaitText("42[\"message:broadcast\"");
            log.tell(new ConversationRead("k3", talk, amina, 7, 7, AT));
            assertThat(until(ofBaraka, "conversation:read")).noneMatch(text -> text.contains(second));
            assertThat(ofChidi.texts()).noneMatch(text -> text.contains(broadcast));
            assertThat(ofAmina.texts()).noneMatch(text -> text.contains("notification:new-message"));
        }
    }

    @Test
    void bringsABroadcastAndItsRecallToThePeopleNamedOnce() {
        try (RawSocket ofAmina = RawSocket.connect(gateway, amina);
                RawSocket ofBaraka = RawSocket.connect(gateway, baraka);
                RawSocket ofChidi = RawSocket.connect(gateway, chidi)) {
            // When
            BroadcastSent sent = sent("b-1", Audience.of(List.of(baraka, "somebody-else")));
            log.tell(sent);
            log.tell(sent);
            log.tell(new MessageEdited(
                    "k2", broadcast, 1, 1, amina, null, AT, edited(broadcast, 1, 1, "new", details(sent.audience()))));
            log.tell(new MessageDeleted("k3", broadcast, 1, 2, amina, DeletionScope.EVERYONE, AT));

            // Then
            for (RawSocket socket : List.of(ofAmina, ofBaraka)) {
                assertThat(until(socket, "message:deleted"))
                        .filteredOn(text -> text.contains("\"message:broadcast\""))
                        .hasSize(1);
                assertThat(socket.awaitText("42[\"message:updated\""))
                        .contains("\"content\":\"new\"")
                        .endsWith("\"title\":\"Casting\"}]");
            }
            assertThat(ofChidi.texts()).noneMatch(text -> text.contains(broadcast));
        }
    }

    @Test
    void bringsChangesOfABroadcastThatItDidNotSeeSentToThePeopleNamed() {
        Audience audience = Audience.of(List.of(baraka, "somebody-else"));
        String admin = "admin-" + suffix;
        try (RawSocket ofAmina = RawSocket.connect(gateway, amina);
                RawSocket ofBaraka = RawSocket.connect(gateway, baraka);
                RawSocket ofAdmin = RawSocket.connect(gateway, admin);
                RawSocket ofChidi = RawSocket.connect(gateway, chidi)) {
            // When
            log.tell(new MessageEdited(
                    "k2",
                    broadcast,
                    1,
                    1,
                    amina,
                    null,
                    AT,
                    edited(broadcast, 1, 1, "new", details(audience)),
                    audience));
            log.tell(new MessageDeleted("k3", recalled(), 1, 1, admin, DeletionScope.EVERYONE, AT, amina, audience));

            // Then
            for (RawSocket socket : List.of(ofAmina, ofBaraka)) {
                assertThat(until(socket, "message:deleted")).anyMatch(text -> text.contains(recalled()));
                assertThat(socket.awaitText("42[\"message:updated\"")).contains(broadcast);
            }
            assertThat(until(ofAdmin, "message:deleted")).noneMatch(text -> text.contains(broadcast));
            assertThat(ofChidi.texts()).noneMatch(text -> text.contains("42[\"message:"));
        }
    }

    private String recalled() {
        return ConversationId.broadcast(amina, "b-2").value();
    }

    @Test
    void bringsABroadcastToEverybodyInTheDirectory() {
        // Given
        know(baraka, null);
        try (RawSocket ofBaraka = RawSocket.connect(gateway, baraka);
                RawSocket ofStranger = RawSocket.connect(gateway, chidi)) {
            // When
            log.tell(sent("b-1", Audience.all()));
            log.tell(new ConversationRead(
                    "k3", ConversationId.direct(chidi, baraka).value(), chidi, 7, 7, AT));

            // Then
            ofBaraka.awaitText("42[\"message:broadcast\"");
            assertThat(until(ofStranger, "conversation:read")).noneMatch(text -> text.contains(broadcast));
        }
    }

    private void know(String userId, String chapterId) {
        log.publish(TestLog.member(userId, chapterId));
        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(directory.find(userId))
                        .get()
                        .extracting(user -> user.chapterId())
                        .isEqualTo(chapterId));
    }

    private List<String> until(RawSocket socket, String event) {
        socket.awaitText("42[\"" + event + "\"");
        return socket.texts();
    }

    private BroadcastSent sent(String clientMessageId, Audience audience) {
        String id = ConversationId.broadcast(amina, clientMessageId).value();
        return new BroadcastSent(
                "k-" + clientMessageId,
                id,
                amina,
                clientMessageId,
                audience,
                null,
                AT,
                view(id, 1, 0, "come all", details(audience), false));
    }

    private static BroadcastDetails details(Audience audience) {
        return new BroadcastDetails("Casting", null, audience.type(), audience.chapterId(), Priority.NORMAL, false);
    }

    private MessageView edited(String conversationId, long seq, long rev, String content, BroadcastDetails details) {
        return view(conversationId, seq, rev, content, details, true);
    }

    private MessageView view(
            String conversationId, long seq, long rev, String content, BroadcastDetails details, boolean isEdited) {
        return new MessageView(
                conversationId + '-' + seq,
                conversationId,
                seq,
                "c-1",
                UserProfile.unknown(amina),
                content,
                List.of(),
                details != null,
                false,
                List.of(amina),
                isEdited,
                isEdited ? AT : null,
                AT,
                rev,
                false,
                details);
    }
}
