package org.baraza.contracts.user;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What other people see of a person: the {@code User} of the clients' contract, which may be looked up by {@code id} or by
 * {@code _id}, so both are written.
 *
 * @param id the person's id
 * @param firstName shown in lists; may be null
 * @param lastName shown in lists; may be null
 * @param username unique handle; may be null
 * @param profileSlug last part of the address of the person's page; may be null
 * @param profilePhoto URL of a picture; may be null
 */
@JsonPropertyOrder({"id", "_id"})
@JsonIgnoreProperties(value = "_id", allowGetters = true)
public record UserProfile(
        String id, String firstName, String lastName, String username, String profileSlug, String profilePhoto) {

    /** Somebody of whom the directory says nothing (any more): their id and no name. */
    public static UserProfile unknown(String id) {
        return new UserProfile(id, null, null, null, null, null);
    }

    /** The id once more, under the name that older screens use. */
    @JsonProperty("_id")
    public String legacyId() {
        return id;
    }

    /** First and last name as far as known, else the handle, else the id. */
    public String displayName() {
        String name = ((firstName == null ? "" : firstName) + ' ' + (lastName == null ? "" : lastName)).strip();
        if (!name.isEmpty()) {
            return name;
        }
        return username == null ? id : username;
    }
}
