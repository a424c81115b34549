package org.baraza.conversation.inbox;

import java.time.Instant;

import org.baraza.contracts.broadcast.Priority;
import org.baraza.contracts.user.Chapter;
import org.baraza.contracts.user.UserProfile;
import org.baraza.conversation.conversation.ConversationType;

/**
 * A conversation as one of its members sees it: the {@code Conversation} of the clients' contract.
 *
 * @param id the conversation's id
 * @param type what kind it is
 * @param otherParticipant the person on the other side; null if it is not direct
 * @param title of a broadcast or group; else null
 * @param description of a broadcast or group; else null
 * @param broadcastType the audience of a broadcast; else null
 * @param chapter whom a broadcast to a chapter went to; else null
 * @param creator who made a broadcast or group; else null
 * @param recipientCount how many a broadcast went to; else null
 * @param lastMessage its last message
 * @param unreadCount how many of its messages the viewer has not read
 * @param updatedAt when its last message was stored
 * @param head number of its last message
 * @param headRev number of the last edit or deletion of any of its messages; 0 if there was none. Of a broadcast, of those that
 *     the viewer sees: what others have deleted for themselves is not kept with it
 * @param readSeq number of the last message that the viewer has read
 * @param priority how much a broadcast matters; else null
 * @param requiresAcknowledgement whether a broadcast asks its recipients to say that they have read it; else null
 * @param acknowledged whether the viewer has said so of a broadcast; else null
 */
record InboxConversation(
        String id,
        ConversationType type,
        UserProfile otherParticipant,
        String title,
        String description,
        String broadcastType,
        Chapter chapter,
        UserProfile creator,
        Integer recipientCount,
        InboxMessage lastMessage,
        long unreadCount,
        Instant updatedAt,
        long head,
        long headRev,
        long readSeq,
        Priority priority,
        Boolean requiresAcknowledgement,
        Boolean acknowledged) {}
