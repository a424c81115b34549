package org.baraza.directory;

import org.baraza.contracts.user.UserChanged;

/**
 * Somebody in the directory is not what they were.
 *
 * @param userId who
 * @param before what they were; null for somebody new
 * @param after what they are from now on; null for somebody who has left
 */
public record PersonChange(String userId, UserChanged before, UserChanged after) {

    /** Whether they belong to another chapter than before, or to one at all. */
    public boolean isOfChapter() {
        String from = before == null ? null : before.chapterId();
        String to = after == null ? null : after.chapterId();
        return from == null ? to != null : !from.equals(to);
    }
}
