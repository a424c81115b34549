package org.baraza.notification.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.baraza.contracts.message.DeletionScope;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.notification.testing.Conversation;

/** Events as two people or several cause them who talk, answer and read: reproducible by its seed. */
final class RandomTalk {

    private RandomTalk() {}

    static List<MessageEvent> of(Random random, List<String> people, int events) {
        List<List<String>> pairs = new ArrayList<>();
        List<Conversation> conversations = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            for (int j = i + 1; j < people.size(); j++) {
                pairs.add(List.of(people.get(i), people.get(j)));
                conversations.add(Conversation.between(people.get(i), people.get(j)));
            }
        }
        List<MessageEvent> log = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            int which = random.nextInt(conversations.size());
            Conversation conversation = conversations.get(which);
            String actor = pairs.get(which).get(random.nextInt(2));
            log.add(somethingHappens(random, conversation, actor, i));
        }
        return log;
    }

    private static MessageEvent somethingHappens(Random random, Conversation conversation, String actor, int number) {
        int dice = conversation.head() == 0 ? 11 : random.nextInt(12);
        return switch (dice) {
            case 0, 1, 2 -> conversation.reading(actor, readUpTo(random, conversation.head()));
            case 3 -> {
                long seq = Math.max(1, conversation.head() - random.nextInt(2));
                yield conversation.edited(conversation.senderOf(seq), seq, "edit " + number);
            }
            case 4 ->
                conversation.deleted(
                        conversation.senderOf(conversation.head()), conversation.head(), DeletionScope.EVERYONE);
            case 5 -> conversation.deleted(actor, conversation.head(), DeletionScope.ME);
            default -> conversation.message(actor, "message " + number);
        };
    }

    private static long readUpTo(Random random, long head) {
        return random.nextBoolean() ? head : random.nextLong(head + 1);
    }
}
