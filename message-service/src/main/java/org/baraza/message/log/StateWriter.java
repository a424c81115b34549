package org.baraza.message.log;

import java.time.Duration;

import io.smallrye.mutiny.Uni;

/**
 * Brings to the store what a plan has decided. Two steps, each of which may come to an end in its middle and is completed by
 * a replay: what decides order and numbers is inserted, then what follows from it is brought up to that.
 */
final class StateWriter {

    private final Stores stores;
    private final Duration timeout;

    /** @param timeout a write that takes longer is taken for failed */
    StateWriter(Stores stores, Duration timeout) {
        this.stores = stores;
        this.timeout = timeout;
    }

    /**
     * Inserts audiences, then messages, then changes, so that what is found has everything that it rests on.
     *
     * @return false if some were stored before, or another writer has their numbers: then the batch is to be planned again
     */
    boolean insert(Ledger ledger) {
        if (!ledger.newAudiences().isEmpty()) {
            await(stores.audiences().insert(ledger.newAudiences()));
        }
        if (!ledger.newMessages().isEmpty() && !await(stores.messages().insertInOrder(ledger.newMessages()))) {
            return false;
        }
        return ledger.newChanges().isEmpty() || await(stores.changes().insertInOrder(ledger.newChanges()));
    }

    /** Has the changes take effect on messages and on what people see, and says up to which they have. */
    void update(Ledger ledger) {
        if (!ledger.changedMessages().isEmpty()) {
            await(stores.messages().change(ledger.changedMessages()));
        }
        if (!ledger.hiddenMessages().isEmpty()) {
            await(stores.hides().add(ledger.hiddenMessages()));
        }
        if (!ledger.settledRevs().isEmpty()) {
            await(stores.settled().raise(ledger.settledRevs()));
        }
    }

    /** Raises the cursors, at the latest by the time that the result is waited for. */
    Uni<Void> raise(Ledger ledger) {
        return stores.cursors().raise(ledger.raisedCursors());
    }

    private <T> T await(Uni<T> uni) {
        return uni.await().atMost(timeout);
    }
}
