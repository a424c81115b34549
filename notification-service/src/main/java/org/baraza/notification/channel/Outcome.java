package org.baraza.notification.channel;

import java.time.Duration;

/** What became of a push to one device. */
public sealed interface Outcome {

    /** The provider has taken it. */
    record Sent() implements Outcome {}

    /** The provider does not know the token any more. */
    record Dead() implements Outcome {}

    /**
     * It may succeed later.
     *
     * @param after the least time to wait, as the provider says; zero if it does not
     * @param wasTried whether the provider was asked; if not, this was no attempt
     */
    record Later(Duration after, boolean wasTried) implements Outcome {

        Later(Duration after) {
            this(after, true);
        }
    }

    /** The provider will never take it. */
    record Refused() implements Outcome {}

    Outcome SENT = new Sent();
    Outcome DEAD = new Dead();
    Outcome REFUSED = new Refused();
    Outcome LATER = new Later(Duration.ZERO);

    /** The provider was not asked, and is not to be before this time is over. */
    static Outcome waiting(Duration time) {
        return new Later(time, false);
    }

    /**
     * What an HTTP status of a provider means.
     *
     * @param retryAfter the header of that name; null if there is none
     */
    static Outcome of(int status, String retryAfter) {
        if (status >= 200 && status < 300) {
            return SENT;
        }
        if (status == 404 || status == 410) {
            return DEAD;
        }
        if (status == 429 || status >= 500) {
            return new Later(RetryAfter.parse(retryAfter));
        }
        return REFUSED;
    }
}
