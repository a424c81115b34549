package org.baraza.local.database;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import org.h2.mvstore.MVStore;

/**
 * The stand-in's backend, which commits to its file before it answers a write.
 *
 * <p>The library itself commits about once a second, so an acknowledged write could be gone after a crash. Writes are
 * handled one at a time: a commit must not catch another write with its document stored and its index entry not.
 * Durable against the end of the process, not against the loss of power.
 */
final class DurableBackend extends H2Backend {

    /** Commands that change nothing and may run beside a write. */
    private static final Set<String> READS = Set.of(
            "aggregate",
            "buildInfo",
            "count",
            "distinct",
            "find",
            "getMore",
            "hello",
            "isMaster",
            "ismaster",
            "killCursors",
            "listCollections",
            "listIndexes",
            "ping");

    /** Commits between two rounds of housekeeping, which gives the space of outdated pages back. */
    private static final int COMMITS_PER_ROUND = 1000;

    /** Share of live pages, in percent, below which old chunks are rewritten. */
    private static final int FILL_RATE = 60;

    private static final int ROUND_BYTES = 16 * 1024 * 1024;

    private final ReentrantLock writing = new ReentrantLock();
    private int commits;

    DurableBackend(MVStore store) {
        super(store);
    }

    /** Opens a store that commits only when told to. */
    static MVStore open(Path file) {
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .open();
        // Outdated pages are kept for crashes of the whole machine, which are not promised here.
        store.setRetentionTime(0);
        return store;
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        if (READS.contains(message.getDocument().keySet().iterator().next())) {
            return super.handleMessage(message);
        }
        writing.lock();
        try {
            Document answer = super.handleMessage(message);
            commitChanges();
            return answer;
        } finally {
            writing.unlock();
        }
    }

    private void commitChanges() {
        if (!getMvStore().hasUnsavedChanges()) {
            return;
        }
        commit();
        commits++;
        if (commits % COMMITS_PER_ROUND == 0) {
            getMvStore().compact(FILL_RATE, ROUND_BYTES);
        }
    }
}
