package org.baraza.message.sync;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.message.store.ChangeDocument;
import org.baraza.message.store.HideDocument;
import org.baraza.message.store.MessageDocument;
import org.baraza.message.view.Sight;
import org.baraza.message.view.ViewedMessage;

/** What was read for a page. */
final class Found {

    private final Map<String, List<MessageDocument>> messages;
    private final Map<String, List<ChangeDocument>> changes;
    private final String cutIn;
    private final Map<MessageId, MessageDocument> changed;
    private final Set<String> hidden;
    private final Sight sight;

    /**
     * @param messages that the client lacks
     * @param changes that it lacks, by conversation and number
     * @param limit so many changes were read at most
     * @param changed messages that the client holds and that those changes are of
     * @param hidden keys of what the client's person has deleted for themselves
     * @param sight how they see what they have not
     */
    Found(
            List<MessageDocument> messages,
            List<ChangeDocument> changes,
            int limit,
            Map<MessageId, MessageDocument> changed,
            Set<String> hidden,
            Sight sight) {
        this.messages = byConversation(messages, MessageDocument::conversationId, MessageDocument::seq);
        this.changes = byConversation(changes, ChangeDocument::conversationId, ChangeDocument::rev);
        this.cutIn =
                changes.size() < limit ? null : changes.get(changes.size() - 1).conversationId();
        this.changed = changed;
        this.hidden = hidden;
        this.sight = sight;
    }

    private static <T> Map<String, List<T>> byConversation(
            List<T> all, Function<T, String> conversation, Function<T, Long> number) {
        return all.stream().sorted(Comparator.comparing(number)).collect(Collectors.groupingBy(conversation));
    }

    /** The messages of a conversation that the client lacks, the oldest first. */
    List<MessageDocument> messagesOf(String conversationId) {
        return messages.getOrDefault(conversationId, List.of());
    }

    /** The changes of a conversation that the client lacks, the oldest first. */
    List<ChangeDocument> changesOf(String conversationId) {
        return changes.getOrDefault(conversationId, List.of());
    }

    /** Whether there may be more changes of a conversation than were read. */
    boolean isCutIn(String conversationId) {
        return conversationId.equals(cutIn);
    }

    /** The message that was changed; null if the client does not hold it. */
    MessageDocument messageOf(ChangeDocument change) {
        return changed.get(new MessageId(new ConversationId(change.conversationId()), change.seq()));
    }

    boolean isHidden(String userId, MessageDocument message) {
        return hidden.contains(HideDocument.keyOf(message.conversationId(), userId, message.seq()));
    }

    ViewedMessage show(MessageDocument message) {
        return sight.show(message);
    }
}
