package org.baraza.message.history;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.baraza.contracts.message.Media;
import org.baraza.contracts.user.UserProfile;

/**
 * What a message said before.
 *
 * @param versions the newest first
 * @param next where the next page begins, as {@code before}; null at the end
 */
record VersionsPage(List<Version> versions, Long next) {

    /**
     * What a message said until a change.
     *
     * @param rev the number of the change that ended it
     * @param endedBy {@code edited} or {@code deleted}
     * @param endedAt when
     * @param actor who did
     * @param content the text until then
     * @param media the media until then
     * @param title of a broadcast
     * @param description of a broadcast
     */
    record Version(
            long rev,
            String endedBy,
            Instant endedAt,
            UserProfile actor,
            String content,
            List<Media> media,
            @JsonInclude(JsonInclude.Include.NON_NULL) String title,
            @JsonInclude(JsonInclude.Include.NON_NULL) String description) {

        /** Leaves the content out, so that no log ever holds it. */
        @Override
        public String toString() {
            return "Version[until rev " + rev + "]";
        }
    }
}
