package org.baraza.notification.planner;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.directory.UserDirectory;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.channel.Push;

/** What a push says. The same row makes the same push but for names and numbers that have changed in between. */
@ApplicationScoped
class PushTexts {

    private final UserDirectory directory;
    private final Duration lifetime;

    PushTexts(UserDirectory directory, NotificationServiceConfig config) {
        this.directory = directory;
        this.lifetime = config.push().maxAge();
    }

    Push alert(PushRow row, Occasion occasion, long badge) {
        return new Push(
                row.decisionKey().toString(),
                CollapseKey.of(row.conversationId),
                Push.Kind.ALERT,
                occasion.type(),
                row.conversationId,
                occasion.title() == null ? title(row) : occasion.title(),
                occasion.text(),
                occasion.actionUrl(),
                badge,
                lifetime);
    }

    private String title(PushRow row) {
        String sender = directory.profileOf(row.senderId).displayName();
        long count = Judgement.pending(row);
        return count == 1 ? "New message from " + sender : count + " new messages from " + sender;
    }

    Push clear(PushRow row, Occasion occasion, long badge) {
        return new Push(
                row.id + "~clear~" + row.shownUpTo,
                CollapseKey.of(row.conversationId),
                Push.Kind.CLEAR,
                occasion.type(),
                row.conversationId,
                null,
                null,
                null,
                badge,
                lifetime);
    }
}
