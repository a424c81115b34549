package org.baraza.message.log;

import java.util.List;
import java.util.concurrent.ExecutionException;

import org.baraza.contracts.message.MessageCommand;
import org.baraza.eventlog.LogRecord;

/** Tells what became of commands. */
interface Announcer {

    /**
     * Returns when all of it is told.
     *
     * @throws ExecutionException if a part is not known to be; some of the others may be
     */
    void publish(List<LogRecord<MessageCommand>> batch, List<Outcome> outcomes)
            throws InterruptedException, ExecutionException;
}
