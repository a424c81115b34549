package org.baraza.conversation.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import com.mongodb.client.MongoClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.conversation.Events;
import org.baraza.conversation.InboxClient;
import org.baraza.conversation.RealBackends;
import org.baraza.conversation.Talk;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a list costs depends on the conversations in it, not on the messages in those. */
@QuarkusTest
@WithTestResource(RealBackends.class)
class LongConversationIT {

    private static final Logger LOGGER = Logger.getLogger(LongConversationIT.class);
    private static final int MANY = 20_000;
    private static final int FEW = 100;
    private static final int CALLS = 100;

    @Inject
    Events events;

    @Inject
    MongoClient client;

    @ConfigProperty(name = "quarkus.mongodb.database")
    String database;

    @Test
    void manyMessagesMakeNoLargerConversationThanFew() {
        // Given
        String amina = Talk.somebody("amina");
        String baraka = Talk.somebody("baraka");
        String chiku = Talk.somebody("chiku");
        String daudi = Talk.somebody("daudi");
        Talk longTalk = Talk.between(amina, baraka);
        Talk shortTalk = Talk.between(chiku, daudi);

        // When
        long start = System.nanoTime();
        sendMany(longTalk, amina, MANY);
        sendMany(shortTalk, chiku, FEW);
        InboxClient.eventually(
                () -> assertThat(InboxClient.unread(baraka).getInt("direct")).isEqualTo(MANY));
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        InboxClient.eventually(
                () -> assertThat(InboxClient.unread(daudi).getInt("direct")).isEqualTo(FEW));

        // Then
        assertThat(stored(longTalk).toJson().length())
                .isBetween(
                        stored(shortTalk).toJson().length(),
                        stored(shortTalk).toJson().length() + 50);
        timeToRead(baraka);
        LOGGER.infof(
                "%d events published and applied in %s; %d inbox and unread reads in %s where there are %d messages, in %s where there are %d",
                MANY, taken, CALLS, timeToRead(baraka), MANY, timeToRead(daudi), FEW);
    }

    private void sendMany(Talk talk, String sender, int messages) {
        for (int sent = 0; sent < messages; ) {
            List<MessageEvent> part = new ArrayList<>();
            while (part.size() < 5_000 && sent < messages) {
                part.add(talk.sent(sender));
                sent++;
            }
            events.publish(part);
        }
    }

    private static Duration timeToRead(String userId) {
        long start = System.nanoTime();
        for (int call = 0; call < CALLS; call++) {
            InboxClient.list(userId);
            InboxClient.unread(userId);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Document stored(Talk talk) {
        return client.getDatabase(database)
                .getCollection("conversations")
                .find(new Document("_id", talk.id()))
                .first();
    }
}
