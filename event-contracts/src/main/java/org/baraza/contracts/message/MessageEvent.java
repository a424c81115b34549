package org.baraza.contracts.message;

/**
 * What became of a {@link MessageCommand}; exactly one per command, in the order of the commands. After a crash it may
 * stand on the topic twice, equal in all but its headers.
 */
public sealed interface MessageEvent
        permits MessageSent,
                MessageRepeated,
                MessageEdited,
                MessageDeleted,
                ConversationRead,
                ConversationArchived,
                BroadcastSent,
                BroadcastAcknowledged,
                CommandRefused {

    /** The command that this answers. */
    String commandId();

    /** The conversation, and the key of the record. */
    String conversationId();
}
