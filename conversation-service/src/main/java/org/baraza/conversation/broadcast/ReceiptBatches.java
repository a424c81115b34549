package org.baraza.conversation.broadcast;

import java.time.Duration;
import java.util.List;

import io.smallrye.mutiny.TimeoutException;
import org.baraza.contracts.presence.MessagesReceived;
import org.baraza.eventlog.BatchHandler;
import org.baraza.eventlog.LogRecord;
import org.baraza.store.StoreUnavailableException;

/** Batches of receipts on the thread that reads them. */
final class ReceiptBatches implements BatchHandler<MessagesReceived> {

    private final Receipts receipts;
    private final Duration writeTimeout;

    ReceiptBatches(Receipts receipts, Duration writeTimeout) {
        this.receipts = receipts;
        this.writeTimeout = writeTimeout;
    }

    @Override
    public void apply(List<LogRecord<MessagesReceived>> batch) {
        receipts.record(batch.stream().map(LogRecord::event).toList()).await().atMost(writeTimeout);
    }

    /** The store will be back. */
    @Override
    public boolean isTransient(Exception failure) {
        return failure instanceof StoreUnavailableException || failure instanceof TimeoutException;
    }
}
