package org.baraza.acceptance.everything;

import java.util.HashSet;
import java.util.Set;

/** A broadcast of the model: a conversation with one message and an audience. */
final class Announcement extends Conversation {

    static final long ONLY_MESSAGE = 1;

    private final Publication publication;
    private final int recipients;
    private final Set<String> hiddenBy = new HashSet<>();
    private final Set<String> acknowledgedBy = new HashSet<>();
    private final Set<String> touchedBy = new HashSet<>();

    /** @param recipients how many people there are in its audience, also such as are not of the chat */
    Announcement(String id, Publication publication, int recipients) {
        super(id);
        this.publication = publication;
        this.recipients = recipients;
    }

    Publication publication() {
        return publication;
    }

    int recipients() {
        return recipients;
    }

    @Override
    void read(String userId, long seq) {
        super.read(userId, seq);
        touch(userId);
    }

    void acknowledge(String userId) {
        read(userId, ONLY_MESSAGE);
        acknowledgedBy.add(userId);
    }

    /** For good: nothing new comes to a broadcast. */
    void archive(String userId) {
        hiddenBy.add(userId);
        touch(userId);
    }

    /** Somebody, or a device of theirs, had to do with it. */
    void touch(String userId) {
        touchedBy.add(userId);
    }

    boolean isAcknowledgedBy(String userId) {
        return acknowledgedBy.contains(userId);
    }

    boolean isTouchedBy(String userId) {
        return touchedBy.contains(userId);
    }

    /** Whether it counts among somebody's broadcasts: a sender outside its audience has sent it and not received it. */
    boolean isFor(String userId) {
        return publication.people().contains(userId);
    }

    /** Whether somebody may see it. */
    boolean isVisibleTo(String userId) {
        return isFor(userId) || publication.sender().equals(userId);
    }

    /** What was sent to named people is on its sender's list in any case. */
    boolean isShownTo(String userId) {
        boolean isListed = isFor(userId)
                || !publication.audience().recipientIds().isEmpty()
                        && publication.sender().equals(userId);
        return isListed && !hiddenBy.contains(userId);
    }
}
