package org.baraza.gateway.delivery;

import org.baraza.gateway.session.Outbox;

/** Hears of direct messages to or from people of this gateway. Called by the thread that follows the topic; must not block. */
public interface DirectMessageListener {

    /**
     * A message was stored.
     *
     * @param outbox takes what sockets are to be told because of it
     */
    void heard(String senderId, String receiverId, Outbox outbox);

    /** Some messages are gone from the topic before they were read. */
    void missedSome();
}
