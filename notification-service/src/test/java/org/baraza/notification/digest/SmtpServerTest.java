package org.baraza.notification.digest;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.StartTLSOptions;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.testing.ReceivedMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SmtpServerTest {

    private static final int PLACES = 2;

    private final Vertx vertx = Vertx.vertx();
    private final SmtpStub stub = new SmtpStub();
    private final SmtpServer server = server(stub.port());

    @AfterEach
    void close() {
        server.close();
        stub.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aMailArrivesWithItsHeadersTextAndHtml() {
        // When
        MailOutcome outcome = server.send(letter("bob@example.org"));

        // Then
        assertThat(outcome).isEqualTo(MailOutcome.TAKEN);
        assertThat(stub.taken).hasSize(1);
        ReceivedMail mail = stub.taken.get(0);
        assertThat(mail.header("Message-ID")).isEqualTo("<bob.7@baraza.example>");
        assertThat(mail.header("List-Unsubscribe")).isEqualTo("<https://baraza.example/unsubscribe?token=t>");
        assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.header("Content-Type")).startsWith("multipart/alternative");
        assertThat(mail.subject()).isEqualTo("Ça va 🎬? " + "ñ".repeat(60));
        assertThat(mail.text()).isEqualToNormalizingNewlines("Habari 🎬\n.a line that begins with a dot");
        assertThat(mail.html()).isEqualTo("<p>Habari 🎬</p>");
    }

    @ParameterizedTest
    @CsvSource({
        "450, LATER",
        "451, LATER",
        "550, ADDRESS_REFUSED",
        "553, ADDRESS_REFUSED",
        "content-450, LATER",
        "content-554, REFUSED",
        "data-451, LATER",
        "data-503, LATER",
        "reset, UNANSWERED",
        "hang, UNANSWERED",
        "late, UNANSWERED",
        "'two words', ADDRESS_REFUSED",
        "'bob\r\nRCPT TO:<eve', ADDRESS_REFUSED"
    })
    void anAnswerDecidesWhatBecomesOfTheMail(String recipient, MailOutcome outcome) {
        assertThat(server.send(letter(recipient + "@example.org"))).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"530 log in first", "550 you are on a list", "451 not now"})
    void aRefusalOfTheSenderIsAboutUsAndNeverTheRecipientsFault(String reply) {
        stub.replyToSender(reply);

        assertThat(server.send(letter("bob@example.org"))).isEqualTo(MailOutcome.LATER);
    }

    @ParameterizedTest
    @CsvSource({"554 go away", "421 too many"})
    void aServerThatTurnsUsAwayIsTriedAgain(String greeting) {
        stub.greet(greeting);

        assertThat(server.send(letter("bob@example.org"))).isEqualTo(MailOutcome.LATER);
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() {
        stub.close();

        assertThat(server.send(letter("bob@example.org"))).isEqualTo(MailOutcome.LATER);
    }

    @Test
    void aServerThatHangsHoldsNoPlaceForLong() {
        // Given
        for (int i = 0; i < PLACES * 2; i++) {
            assertThat(server.send(letter("hang@example.org"))).isNotEqualTo(MailOutcome.TAKEN);
        }
        stub.greet(null);
        assertThat(server.send(letter("bob@example.org"))).isEqualTo(MailOutcome.LATER);

        // When
        stub.greet("220 well again");

        // Then
        await().atMost(Duration.ofSeconds(20))
                .until(() -> server.send(letter("bob@example.org")), MailOutcome.TAKEN::equals);
        await().atMost(Duration.ofSeconds(20)).until(() -> stub.connections() <= 1);
    }

    @Test
    void aMailThatWasWithdrawnBeforeItWasBegunIsNeverSent() {
        // Given
        WatchedMail mail = new MimeLetters(config(stub.port())).of(letter("bob@example.org"));
        assertThat(mail.withdraw()).isTrue();
        MailClient client = MailClient.create(
                vertx, new MailConfig("localhost", stub.port()).setStarttls(StartTLSOptions.DISABLED));

        // When
        CompletableFuture<MailResult> sent =
                client.sendMail(mail).toCompletionStage().toCompletableFuture();

        // Then
        assertThat(sent).failsWithin(Duration.ofSeconds(20));
        assertThat(stub.taken).isEmpty();
    }

    @Test
    void aMailThatWasBegunCannotBeWithdrawn() {
        // Given
        WatchedMail mail = new MimeLetters(config(stub.port())).of(letter("bob@example.org"));

        // When
        mail.getText();

        // Then
        assertThat(mail.withdraw()).isFalse();
    }

    private SmtpServer server(int port) {
        NotificationServiceConfig config = config(port);
        return new SmtpServer(vertx, config, new MimeLetters(config));
    }

    private static NotificationServiceConfig config(int port) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(NotificationServiceConfig.class)
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "notification-service.kafka.bootstrap-servers", "localhost:9092",
                                "notification-service.mail.from", "Baraza <no-reply@baraza.example>",
                                "notification-service.mail.timeout", "2s",
                                "notification-service.mail.workers", Integer.toString(PLACES),
                                "notification-service.mail.smtp.host", "localhost",
                                "notification-service.mail.smtp.port", Integer.toString(port),
                                "notification-service.mail.smtp.start-tls", "DISABLED"),
                        "test",
                        100))
                .build()
                .getConfigMapping(NotificationServiceConfig.class);
    }

    private static Letter letter(String address) {
        return new Letter(
                "<bob.7@baraza.example>",
                "bob",
                address,
                "Ça va 🎬? " + "ñ".repeat(60),
                "Habari 🎬\n.a line that begins with a dot",
                "<p>Habari 🎬</p>",
                "https://baraza.example/unsubscribe?token=t");
    }
}
