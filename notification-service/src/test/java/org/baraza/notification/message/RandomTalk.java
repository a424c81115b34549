package org.baraza.notification.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

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
            boolean sends = conversation.head() == 0 || random.nextInt(3) > 0;
            log.add(
                    sends
                            ? conversation.message(actor, "message " + i)
                            : conversation.reading(actor, readUpTo(random, conversation.head())));
        }
        return log;
    }

    private static long readUpTo(Random random, long head) {
        return random.nextBoolean() ? head : random.nextLong(head + 1);
    }
}
