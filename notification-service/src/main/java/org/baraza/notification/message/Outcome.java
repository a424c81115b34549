package org.baraza.notification.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.opentelemetry.context.Context;
import org.baraza.notification.inbox.Announcement;
import org.baraza.notification.inbox.NotificationDocument;
import org.baraza.notification.inbox.NotificationId;

/**
 * What a batch makes of one notification.
 *
 * @param before as the database had it; null if it had none
 * @param after as it shall be; null if there is still none
 * @param raised if it is to be published as raised, the trace of the message that did it; else null
 * @param cleared the runs of which is to be published that reading the conversation cleared them, each with the trace of the
 *     reading
 */
record Outcome(
        NotificationDocument before, NotificationDocument after, Context raised, Map<NotificationId, Context> cleared) {

    boolean isChanged() {
        return after != null && !after.equals(before);
    }

    boolean isPublished() {
        return raised != null || !cleared.isEmpty();
    }

    /** What is to be told, in the order in which it happened. */
    List<Announcement> announcements() {
        List<Announcement> announcements = new ArrayList<>();
        cleared.forEach((id, trace) -> announcements.add(new Announcement.Read(after.owner(), id, trace)));
        if (raised != null) {
            announcements.add(new Announcement.Raised(after, raised));
        }
        return announcements;
    }
}
