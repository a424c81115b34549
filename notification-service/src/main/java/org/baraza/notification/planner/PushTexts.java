package org.baraza.notification.planner;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.directory.UserDirectory;
import org.baraza.notification.NotificationServiceConfig;
import org.baraza.notification.channel.Push;
import org.baraza.notification.preference.Preferences;

/** What a push says. The same row makes the same push but for names and numbers that have changed in between. */
@ApplicationScoped
class PushTexts {

    private final UserDirectory directory;
    private final Duration lifetime;

    PushTexts(UserDirectory directory, NotificationServiceConfig config) {
        this.directory = directory;
        this.lifetime = config.push().maxAge();
    }

    Push alert(PushRow row, long badge) {
        String sender = directory.profileOf(row.senderId).displayName();
        long count = Judgement.pending(row);
        return new Push(
                row.decisionKey().toString(),
                CollapseKey.of(row.conversationId),
                Push.Kind.ALERT,
                Preferences.NEW_MESSAGE,
                row.conversationId,
                count == 1 ? "New message from " + sender : count + " new messages from " + sender,
                row.preview,
                "/messages/" + row.conversationId,
                badge,
                lifetime);
    }

    Push clear(PushRow row, long badge) {
        return new Push(
                row.id + "~clear~" + row.shownUpTo,
                CollapseKey.of(row.conversationId),
                Push.Kind.CLEAR,
                Preferences.NEW_MESSAGE,
                row.conversationId,
                null,
                null,
                null,
                badge,
                lifetime);
    }
}
