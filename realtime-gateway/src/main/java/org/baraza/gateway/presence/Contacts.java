package org.baraza.gateway.presence;

import java.util.HashSet;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import org.baraza.contracts.user.UserChanged;
import org.baraza.directory.PersonChange;
import org.baraza.directory.UserDirectory;
import org.baraza.gateway.delivery.DirectMessageListener;
import org.baraza.gateway.room.UserRooms;
import org.baraza.gateway.session.Outbox;
import org.baraza.gateway.session.Sessions.SessionEnded;

/** Keeps up to date who watches whom: with first messages, with blocks, and until somebody's last socket is gone. */
@Singleton
class Contacts implements DirectMessageListener {

    private final Watchers watchers;
    private final PresenceBoard board;
    private final PresenceNews news;
    private final UserRooms rooms;
    private final UserDirectory directory;

    Contacts(Watchers watchers, PresenceBoard board, PresenceNews news, UserRooms rooms, UserDirectory directory) {
        this.watchers = watchers;
        this.board = board;
        this.news = news;
        this.rooms = rooms;
        this.directory = directory;
    }

    void start(@Observes StartupEvent event) {
        directory.onChange(this::changed);
    }

    void ended(@Observes SessionEnded ended) {
        String userId = ended.identity().caller().userId();
        watchers.leave(userId, () -> rooms.of(userId).isEmpty());
    }

    @Override
    public void heard(String senderId, String receiverId, Outbox outbox) {
        meet(senderId, receiverId, outbox);
        meet(receiverId, senderId, outbox);
    }

    @Override
    public void missedSome() {
        watchers.doubtAll();
    }

    private void meet(String watcherId, String personId, Outbox outbox) {
        if (watchers.meet(watcherId, personId)
                && board.online().contains(personId)
                && news.maySee(watcherId, personId)) {
            news.tell(watcherId, personId, true, outbox);
        }
    }

    /** Whom a block hides is offline for the other, and both are what they are again when it is lifted. */
    private void changed(PersonChange change) {
        Set<String> before = blockedBy(change.before());
        Set<String> after = blockedBy(change.after());
        if (!before.equals(after)) {
            Outbox outbox = new Outbox();
            Set<String> others = new HashSet<>(before);
            others.addAll(after);
            others.removeIf(other -> before.contains(other) && after.contains(other));
            others.forEach(other -> {
                tellAgain(other, change.userId(), outbox);
                tellAgain(change.userId(), other, outbox);
            });
            outbox.send();
        }
    }

    private void tellAgain(String watcherId, String personId, Outbox outbox) {
        if (watchers.watchedBy(watcherId).contains(personId) && board.online().contains(personId)) {
            news.tell(watcherId, personId, news.maySee(watcherId, personId), outbox);
        }
    }

    private static Set<String> blockedBy(UserChanged user) {
        return user == null ? Set.of() : Set.copyOf(user.blockedUserIds());
    }
}
