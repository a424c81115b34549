package org.baraza.gateway.delivery;

import java.util.List;

import org.baraza.gateway.session.OutboundFrame;
import org.baraza.gateway.session.Outbox;
import org.baraza.gateway.session.SocketSession;

/**
 * What the same people are told of one record, in this order; at most two events. Each is encoded once, and only if somebody
 * gets it. Used by one thread.
 */
final class Notices {

    private static final int MOST = 2;

    private final List<Notice> notices;
    private final OutboundFrame[] frames;
    private OutboundFrame both;

    Notices(Notice... notices) {
        if (notices.length > MOST) {
            throw new IllegalArgumentException("an offset can tell of the first of two: " + notices.length);
        }
        this.notices = List.of(notices);
        this.frames = new OutboundFrame[notices.length];
    }

    List<Notice> all() {
        return notices;
    }

    /** Whether more is to come after one of them. */
    boolean isPart(int index) {
        return index < notices.size() - 1;
    }

    void send(SocketSession session, Offsets offsets, Outbox outbox) {
        OutboundFrame last = null;
        for (int i = 0; i < frames.length; i++) {
            Notice notice = notices.get(i);
            if (notice.unlessJoined() == null || !session.joined(notice.unlessJoined())) {
                if (frames[i] == null) {
                    frames[i] = notice.frame(offsets.after(isPart(i)));
                }
                last = last == null ? frames[i] : both();
            }
        }
        if (last != null) {
            outbox.add(session, last);
        }
    }

    private OutboundFrame both() {
        if (both == null) {
            both = OutboundFrame.both(frames[0], frames[1]);
        }
        return both;
    }

    /** How far a client has come that is told of a record. */
    interface Offsets {

        /**
         * As clients are told it; null if they are not.
         *
         * @param partly of its first event alone
         */
        String after(boolean partly);
    }
}
