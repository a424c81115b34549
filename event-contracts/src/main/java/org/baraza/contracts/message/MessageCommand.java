package org.baraza.contracts.message;

/** Something that a person wants done in a conversation. Keyed by conversation on {@code message-commands}. */
public sealed interface MessageCommand
        permits SendMessage,
                EditMessage,
                DeleteMessage,
                MarkRead,
                ArchiveConversation,
                PublishBroadcast,
                AcknowledgeBroadcast {

    /** Made by the gateway for this one attempt; the answer carries it back. */
    String commandId();

    /** The conversation that the command is about, and the key of the record. */
    String conversationId();

    /** Who asks. */
    String actorId();
}
