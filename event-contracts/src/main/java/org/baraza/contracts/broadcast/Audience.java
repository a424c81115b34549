package org.baraza.contracts.broadcast;

import java.util.LinkedHashSet;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.baraza.contracts.UserId;
import org.baraza.contracts.message.Refusal;
import org.baraza.contracts.message.RefusedException;

/**
 * Whom a broadcast is for. Written once with the broadcast, never per recipient.
 *
 * @param type the kind of audience
 * @param chapterId which chapter; null unless {@code CHAPTER}
 * @param recipientIds who; empty unless {@code CUSTOM}, then 1 to {@value #MAX_RECIPIENTS} different people
 */
public record Audience(AudienceType type, String chapterId, List<String> recipientIds) {

    public static final int MAX_RECIPIENTS = 50_000;

    public Audience {
        recipientIds = recipientIds == null ? List.of() : List.copyOf(new LinkedHashSet<>(recipientIds));
        if (type == null) {
            throw new RefusedException(Refusal.AUDIENCE_INVALID, "recipientType must be ALL, CHAPTER or CUSTOM");
        }
        if ((type == AudienceType.CHAPTER) != (chapterId != null) || chapterId != null && !UserId.isValid(chapterId)) {
            throw new RefusedException(
                    Refusal.AUDIENCE_INVALID, "chapterId is required for CHAPTER, and for nothing else");
        }
        if ((type == AudienceType.CUSTOM) == recipientIds.isEmpty()) {
            throw new RefusedException(
                    Refusal.AUDIENCE_INVALID, "recipientIds are required for CUSTOM, and for nothing else");
        }
        if (recipientIds.size() > MAX_RECIPIENTS) {
            throw new RefusedException(Refusal.AUDIENCE_INVALID, "recipientIds are more than " + MAX_RECIPIENTS);
        }
        if (!recipientIds.stream().allMatch(UserId::isValid)) {
            throw new RefusedException(Refusal.AUDIENCE_INVALID, "each of recipientIds must be the id of a person");
        }
    }

    /** Everybody. */
    public static Audience all() {
        return new Audience(AudienceType.ALL, null, List.of());
    }

    /** The members of a chapter. */
    public static Audience chapter(String chapterId) {
        return new Audience(AudienceType.CHAPTER, chapterId, List.of());
    }

    /** The people named. */
    public static Audience of(List<String> recipientIds) {
        return new Audience(AudienceType.CUSTOM, null, recipientIds);
    }

    /**
     * Whether somebody belongs to it.
     *
     * @param userId the person
     * @param theirChapterId the chapter that they belong to now; null for none
     */
    public boolean includes(String userId, String theirChapterId) {
        return switch (type) {
            case ALL -> true;
            case CHAPTER -> chapterId.equals(theirChapterId);
            case CUSTOM -> recipientIds.contains(userId);
        };
    }

    /** The audience without the names of its people: what clients and most readers need. */
    @JsonIgnore
    public String label() {
        return type == AudienceType.CHAPTER ? "CHAPTER:" + chapterId : type.name();
    }

    /** Leaves the people out: there may be fifty thousand. */
    @Override
    public String toString() {
        return "Audience[" + label() + ", named: " + recipientIds.size() + "]";
    }
}
