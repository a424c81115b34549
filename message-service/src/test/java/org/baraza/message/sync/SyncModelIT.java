package org.baraza.message.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.MessageSent;
import org.baraza.contracts.user.AccountType;
import org.baraza.message.Commands;
import org.baraza.message.RealBackends;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever stretch a client misses, and wherever a sync of its breaks off: once it has synced, it shows what somebody shows
 * who was there all the time.
 */
@QuarkusTest
@WithTestResource(RealBackends.class)
class SyncModelIT {

    private static final int STRETCHES = 12;
    private static final int MAX_STRETCH = 40;

    @Inject
    Commands commands;

    private final List<String> people = new ArrayList<>();
    /** Every message that there is: conversation, sender. */
    private final List<MessageSent> direct = new ArrayList<>();

    private final List<String> broadcasts = new ArrayList<>();
    private Random random;
    private String chapterId;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aClientThatMissedAnyStretchEndsEqualToOneThatMissedNothing(long seed) {
        // Given
        random = new Random(seed);
        chapterId = "chapter-" + UUID.randomUUID();
        people.add(commands.somebodyOf(chapterId));
        for (int i = 0; i < 4; i++) {
            people.add(commands.somebodyOf(i % 2 == 0 ? chapterId : null));
        }
        Witness witness = new Witness(people.get(0), chapterId);
        ModelClient client = new ModelClient(people.get(0), random);

        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            // When
            happen(stretch == 5 ? 3 * MAX_STRETCH : 1 + random.nextInt(MAX_STRETCH), stretch == 5, witness);
            client.sync(random.nextInt(4));
            happen(random.nextInt(5), false, witness);
            client.sync();

            // Then
            for (String conversation : witness.conversations()) {
                assertThat(client.shown(conversation))
                        .as("%s after stretch %d", conversation, stretch)
                        .isEqualTo(witness.shown(conversation));
            }
        }
        assertThat(client.resets())
                .as("a stretch of more than 60 messages is too long")
                .isPositive();
        assertThat(client.pages()).isGreaterThan(STRETCHES * 2);

        // When: it claims to hold what there is not
        String talk = ConversationId.direct(people.get(0), people.get(1)).value();
        client.pretend(talk, 100_000, 100_000);
        client.sync();

        // Then
        assertThat(client.shown(talk)).isEqualTo(witness.shown(talk));
    }

    private void happen(int count, boolean inOneConversation, Witness witness) {
        for (int i = 0; i < count; i++) {
            MessageCommand command =
                    inOneConversation ? Commands.send(people.get(1), people.get(0), "much to say " + i) : something();
            var event = commands.carryOut(command);
            if (event instanceof MessageSent sent) {
                direct.add(sent);
            }
            witness.see(event);
        }
    }

    private MessageCommand something() {
        int what = random.nextInt(100);
        if (what < 45 || direct.isEmpty() || broadcasts.isEmpty() && what >= 80) {
            return what % 10 == 9 ? broadcast() : message();
        }
        if (what < 80) {
            MessageSent target = direct.get(random.nextInt(direct.size()));
            return change(target.conversationId(), target.seq(), target.senderId(), target.receiverId());
        }
        if (what < 90) {
            return broadcast();
        }
        String target = broadcasts.get(random.nextInt(broadcasts.size()));
        return change(target, 1, people.get(1), people.get(0));
    }

    private MessageCommand message() {
        String from = people.get(random.nextInt(people.size()));
        String to = people.get((people.indexOf(from) + 1 + random.nextInt(people.size() - 1)) % people.size());
        return Commands.send(from, to, "message " + random.nextInt(1_000));
    }

    private MessageCommand broadcast() {
        Audience audience = switch (random.nextInt(3)) {
            case 0 -> Audience.chapter(chapterId);
            case 1 -> Audience.of(List.of(people.get(random.nextInt(people.size()))));
            default -> Audience.all();
        };
        var command = Commands.publish(people.get(1), audience, "broadcast " + random.nextInt(1_000));
        broadcasts.add(command.conversationId());
        return command;
    }

    private MessageCommand change(String conversation, long seq, String sender, String other) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> Commands.edit(conversation, seq, sender, "edited " + random.nextInt(3));
            case 2 ->
                Commands.delete(conversation, seq, sender, AccountType.CHAPTER_MEMBER, null, DeletionScope.EVERYONE);
            case 3 -> Commands.delete(conversation, seq, other, AccountType.CHAPTER_MEMBER, null, DeletionScope.ME);
            default -> Commands.delete(conversation, seq, sender, AccountType.CHAPTER_MEMBER, null, DeletionScope.ME);
        };
    }
}
