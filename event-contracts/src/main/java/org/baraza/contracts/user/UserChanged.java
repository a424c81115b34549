package org.baraza.contracts.user;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.baraza.contracts.EventType;
import org.baraza.contracts.UserId;

/**
 * A person of the community as they are from now on: the whole state, not a difference. Published by the user directory on
 * {@code user-events} under the person's id; a null value under the id says that the person has left.
 *
 * @param id the person's id
 * @param firstName shown in lists
 * @param lastName shown in lists; may be null
 * @param username unique handle
 * @param profileSlug last part of the address of the person's page; may be null
 * @param profilePhoto URL of a picture; may be null
 * @param email where mail goes; may be null
 * @param accountType what the person may do
 * @param chapter the chapter they belong to; null for headquarters
 * @param blockedUserIds whom they have blocked: neither may write to the other
 * @param isSuspended whether they may not use the platform: their sockets are closed and their tokens refused
 * @param tokensValidFrom tokens issued before are refused (signed out everywhere, password changed); null for none
 */
@EventType("org.baraza.user.changed.v1")
public record UserChanged(
        String id,
        String firstName,
        String lastName,
        String username,
        String profileSlug,
        String profilePhoto,
        String email,
        AccountType accountType,
        Chapter chapter,
        List<String> blockedUserIds,
        @JsonProperty("isSuspended") boolean isSuspended,
        Instant tokensValidFrom) {

    public UserChanged {
        new UserId(id);
        blockedUserIds = blockedUserIds == null ? List.of() : List.copyOf(blockedUserIds);
    }

    /** Somebody who has blocked nobody and may use the platform. */
    public UserChanged(
            String id,
            String firstName,
            String lastName,
            String username,
            String profileSlug,
            String profilePhoto,
            String email,
            AccountType accountType,
            Chapter chapter) {
        this(
                id,
                firstName,
                lastName,
                username,
                profileSlug,
                profilePhoto,
                email,
                accountType,
                chapter,
                List.of(),
                false,
                null);
    }

    /** The id of the chapter that they belong to; null for headquarters. */
    @JsonIgnore
    public String chapterId() {
        return chapter == null ? null : chapter.id();
    }

    /** What other people see of this person. */
    public UserProfile profile() {
        return new UserProfile(id, firstName, lastName, username, profileSlug, profilePhoto);
    }
}
