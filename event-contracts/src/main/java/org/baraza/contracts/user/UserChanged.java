package org.baraza.contracts.user;

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
        Chapter chapter) {

    public UserChanged {
        new UserId(id);
    }

    /** What other people see of this person. */
    public UserProfile profile() {
        return new UserProfile(id, firstName, lastName, username, profileSlug, profilePhoto);
    }
}
