package org.baraza.message;

import org.baraza.contracts.broadcast.AudienceType;
import org.baraza.contracts.user.AccountType;
import org.baraza.message.store.MessageDocument;

/** Who may do what with a broadcast. Says nothing of direct conversations, where who takes part is read from the id. */
public final class BroadcastAccess {

    private final People people;

    public BroadcastAccess(People people) {
        this.people = people;
    }

    /** Whether the names of a broadcast's people decide who belongs to its audience. */
    public static boolean isByName(MessageDocument broadcast) {
        return broadcast.broadcast().audienceType() == AudienceType.CUSTOM;
    }

    /**
     * Whether somebody may see a broadcast: its sender, and whoever is in its audience now.
     *
     * @param named whether a {@code CUSTOM} audience names them
     */
    public boolean maySee(MessageDocument broadcast, String userId, boolean named) {
        return broadcast.senderId().equals(userId) || isRecipient(broadcast, userId, named);
    }

    /**
     * Whether somebody is in the audience of a broadcast now.
     *
     * @param named whether a {@code CUSTOM} audience names them
     */
    public boolean isRecipient(MessageDocument broadcast, String userId, boolean named) {
        return switch (broadcast.broadcast().audienceType()) {
            case ALL -> people.exists(userId);
            case CHAPTER -> broadcast.broadcast().chapterId().equals(people.chapterOf(userId));
            case CUSTOM -> named;
        };
    }

    /** Whether somebody answers for a broadcast: its sender, a super admin, and an admin of the chapter that it is for. */
    public static boolean mayModerate(
            MessageDocument broadcast, String userId, AccountType accountType, String chapterId) {
        boolean adminOfTheChapter = accountType == AccountType.CHAPTER_ADMIN
                && broadcast.broadcast().audienceType() == AudienceType.CHAPTER
                && broadcast.broadcast().chapterId().equals(chapterId);
        return broadcast.senderId().equals(userId) || accountType == AccountType.SUPER_ADMIN || adminOfTheChapter;
    }
}
