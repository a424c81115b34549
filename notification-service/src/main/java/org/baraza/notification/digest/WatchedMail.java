package org.baraza.notification.digest;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

import io.vertx.ext.mail.MailMessage;

/**
 * A mail of which is known whether the client has begun to send it. The client encodes a mail when it has a connection that was
 * greeted and logged in, and then says the first command of this mail; nothing later can be seen from here. Until then the mail
 * can be withdrawn, so that nobody sends it behind the back of who gave it up.
 */
final class WatchedMail extends MailMessage {

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    private enum State {
        WAITING,
        BEGUN,
        WITHDRAWN
    }

    /** Asked for by the client as it begins. */
    @Override
    public String getText() {
        state.compareAndSet(State.WAITING, State.BEGUN);
        if (state.get() == State.WITHDRAWN) {
            throw new CancellationException("the mail was given up");
        }
        return super.getText();
    }

    /** @return whether it was not begun, and never will be */
    boolean withdraw() {
        state.compareAndSet(State.WAITING, State.WITHDRAWN);
        return state.get() == State.WITHDRAWN;
    }
}
