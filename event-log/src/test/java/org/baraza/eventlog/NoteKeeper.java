package org.baraza.eventlog;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the notes that it is given, as far as its test lets it. */
final class NoteKeeper implements BatchHandler<Note> {

    private final Step before;
    private final List<List<Note>> attempts = new CopyOnWriteArrayList<>();
    private final List<Note> kept = new CopyOnWriteArrayList<>();
    private final List<Integer> revoked = new CopyOnWriteArrayList<>();

    /** What is done before a batch is kept. */
    interface Step {
        void take(List<Note> batch) throws Exception;
    }

    /** A failure that passes. */
    static final class AwayException extends RuntimeException {
        AwayException() {
            super("away");
        }
    }

    NoteKeeper() {
        this(batch -> {});
    }

    NoteKeeper(Step before) {
        this.before = before;
    }

    @Override
    public void apply(List<LogRecord<Note>> batch) throws Exception {
        List<Note> notes = batch.stream().map(LogRecord::event).toList();
        attempts.add(notes);
        before.take(notes);
        kept.addAll(notes);
    }

    @Override
    public boolean isTransient(Exception failure) {
        return failure instanceof AwayException;
    }

    @Override
    public void revoked(Collection<Integer> partitions) {
        revoked.addAll(partitions);
    }

    /** Every batch that was given, applied or not. */
    List<List<Note>> attempts() {
        return attempts;
    }

    List<Note> kept() {
        return kept;
    }

    List<Integer> numbers() {
        return kept.stream().map(Note::number).toList();
    }

    List<Integer> revoked() {
        return revoked;
    }
}
