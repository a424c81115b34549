package org.baraza.conversation.broadcast;

import org.baraza.contracts.user.Chapter;

/**
 * A broadcast with one person's eyes.
 *
 * @param broadcast as it stands
 * @param touch the person's row; null if they have not touched it
 * @param chapter whom it is for; null unless {@code CHAPTER}
 */
public record SeenBroadcast(BroadcastDocument broadcast, TouchDocument touch, Chapter chapter) {

    /** Whether they have read it. */
    public boolean isRead() {
        return touch != null && touch.readAt() != null;
    }

    /** Whether they have said that they have read it. */
    public boolean isAcknowledged() {
        return touch != null && touch.acknowledgedAt() != null;
    }

    /** Whether they are shown that it was deleted, in place of its text. */
    public boolean isDeleted() {
        return broadcast.isDeleted() || touch != null && touch.deletedRev() != null;
    }

    /** The number of the change that they see last; 0 if they see none. */
    public long rev() {
        return touch == null || touch.deletedRev() == null
                ? broadcast.rev()
                : Math.max(broadcast.rev(), touch.deletedRev());
    }
}
