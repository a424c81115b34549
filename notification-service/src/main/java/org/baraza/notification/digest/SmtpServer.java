package org.baraza.notification.digest;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import org.baraza.notification.NotificationServiceConfig;
import org.jboss.logging.Logger;

/**
 * The mail server that is set. A connection on which nothing comes for the timeout is closed, so that one that hangs holds
 * neither a place among the connections nor the mails behind it. A mail as a whole is waited for twice as long; who gives it up
 * then has withdrawn it, or says that it may have arrived.
 */
@ApplicationScoped
class SmtpServer implements MailWay {

    private static final Logger LOGGER = Logger.getLogger(SmtpServer.class);
    private static final String POOL = "notification-service-mail";
    /** How the client begins what it says of a refusal, which carries no other trace of the command that was refused. */
    private static final String OF_RECIPIENT = "recipient address not accepted";

    private static final String OF_CONTENT = "sending data failed";
    /** Whoever is there accepts a connection much faster than they look through a mail. */
    private static final int LONGEST_CONNECTING_MILLIS = 30_000;

    private final Optional<MailClient> client;
    private final MimeLetters letters;
    private final long longestMillis;

    SmtpServer(Vertx vertx, NotificationServiceConfig config, MimeLetters letters) {
        this.letters = letters;
        this.longestMillis = 2 * config.mail().timeout().toMillis();
        this.client = config.mail()
                .smtp()
                .host()
                .map(host -> MailClient.createShared(vertx, settings(host, config.mail()), POOL));
    }

    private static MailConfig settings(String host, NotificationServiceConfig.Mail mail) {
        NotificationServiceConfig.Mail.Smtp smtp = mail.smtp();
        int timeoutMillis = Math.toIntExact(mail.timeout().toMillis());
        MailConfig settings = new MailConfig(host, smtp.port())
                .setSsl(smtp.ssl())
                .setStarttls(smtp.ssl() ? StartTLSOptions.DISABLED : smtp.startTls())
                .setMaxPoolSize(mail.workers())
                .setConnectTimeout(Math.min(timeoutMillis, LONGEST_CONNECTING_MILLIS))
                .setIdleTimeout(timeoutMillis)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        smtp.username()
                .ifPresentOrElse(
                        name -> settings.setLogin(LoginOption.REQUIRED)
                                .setUsername(name)
                                .setPassword(smtp.password().orElse("")),
                        () -> settings.setLogin(LoginOption.DISABLED));
        return settings;
    }

    @Override
    public boolean isConfigured() {
        return client.isPresent();
    }

    @Override
    public MailOutcome send(Letter letter) {
        WatchedMail mail = letters.of(letter);
        CompletableFuture<MailResult> sent = new CompletableFuture<>();
        try {
            client.orElseThrow().sendMail(mail).onSuccess(sent::complete).onFailure(sent::completeExceptionally);
            sent.get(longestMillis, TimeUnit.MILLISECONDS);
            return MailOutcome.TAKEN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return outcome(e, mail);
        } catch (ExecutionException e) {
            return outcome(e.getCause(), mail);
        } catch (TimeoutException | RuntimeException e) {
            return outcome(e, mail);
        }
    }

    /** Answers that are neither to the recipient nor to the mail are about us: somebody will mend that. */
    private static MailOutcome outcome(Throwable failure, WatchedMail mail) {
        if (failure instanceof IllegalArgumentException) {
            return MailOutcome.ADDRESS_REFUSED;
        }
        if (failure instanceof SMTPException answer && answer.isPermanent()) {
            String what = String.valueOf(answer.getMessage());
            if (what.startsWith(OF_RECIPIENT)) {
                return MailOutcome.ADDRESS_REFUSED;
            }
            if (what.startsWith(OF_CONTENT)) {
                return MailOutcome.REFUSED;
            }
        }
        MailOutcome outcome =
                failure instanceof SMTPException || mail.withdraw() ? MailOutcome.LATER : MailOutcome.UNANSWERED;
        LOGGER.warnf(
                "a mail was not taken: %s, cause: %s",
                outcome,
                failure instanceof SMTPException answer
                        ? answer.getReplyCode()
                        : failure.getClass().getSimpleName());
        return outcome;
    }

    @PreDestroy
    void close() {
        client.ifPresent(MailClient::close);
    }
}
