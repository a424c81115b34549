package org.baraza.notification.preference;

import java.time.Duration;

import io.smallrye.mutiny.Uni;
import org.baraza.store.StoreUnavailableException;

/** Holds a request's database calls to their time. */
final class Bound {

    private Bound() {}

    /** The same, or a failure that is told as 503 once the time is over. */
    static <T> Uni<T> by(Duration timeout, Uni<T> work) {
        return work.ifNoItem()
                .after(timeout)
                .failWith(() -> new StoreUnavailableException("the database did not answer in time"));
    }
}
