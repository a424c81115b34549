package org.baraza.message.history;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.baraza.contracts.user.UserProfile;

/**
 * Who has read a message.
 *
 * @param readers a page of them, without its sender
 * @param total how many there are
 */
record ReadersPage(List<Reader> readers, long total) {

    /**
     * Somebody who has read it.
     *
     * @param user who
     * @param readAt when they came to stand where they stand now, at this message or a later one: it was read by then
     */
    record Reader(
            UserProfile user,
            @JsonInclude(JsonInclude.Include.NON_NULL) Instant readAt) {}
}
