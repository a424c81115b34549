package org.baraza.message.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.baraza.message.store.ChangeDocument;
import org.baraza.message.store.MessageDocument;
import org.baraza.message.view.ViewedMessage;

/**
 * Fills a page with what was found: of one conversation after the other first the messages, then, once the client has all of
 * them, the changes. A change is told by the message as it stands now, so of several changes of a message the last is enough;
 * what is new to the client was read after the changes had taken effect, and shows them already.
 */
final class PageFill {

    private final String userId;
    private final Found found;
    private final long resetAfter;

    PageFill(String userId, Found found, long resetAfter) {
        this.userId = userId;
        this.found = found;
        this.resetAfter = resetAfter;
    }

    /**
     * A page.
     *
     * @param entries what is missing
     * @param stoppedIn where there was no more room; null if everything had
     */
    record Page(List<SyncAnswer.Entry> entries, SyncCursor stoppedIn) {

        boolean isComplete() {
            return stoppedIn == null;
        }
    }

    /** @param upTo the number up to which the client has all of them then */
    private record Part<T>(List<T> items, long upTo, int weight) {}

    private record Filled(SyncAnswer.Entry entry, int weight) {}

    /** @param room how much fits; positive */
    Page fill(List<Lack> lacking, int room) {
        List<SyncAnswer.Entry> entries = new ArrayList<>();
        int left = room;
        for (Lack lack : lacking) {
            if (left <= 0) {
                return new Page(entries, new SyncCursor(lack.id(), lack.held()));
            }
            Filled filled = fill(lack, left);
            SyncAnswer.Entry entry = filled.entry();
            entries.add(entry);
            if (!entry.complete()) {
                return new Page(entries, new SyncCursor(lack.id(), new Held(entry.seq(), entry.rev())));
            }
            left -= filled.weight();
        }
        return new Page(entries, null);
    }

    private Filled fill(Lack lack, int room) {
        Lack.Heads heads = lack.heads();
        if (lack.needsReset(resetAfter)) {
            return new Filled(SyncAnswer.Entry.reset(lack.id(), heads.head(), heads.headRev()), 1);
        }
        Part<ViewedMessage> messages = messages(lack, room);
        int left = room - messages.weight();
        boolean waits = messages.upTo() < heads.head() || left <= 0 && lack.lacksChanges();
        Part<SyncAnswer.Change> changes =
                waits ? new Part<>(List.of(), lack.held().rev(), 0) : changes(lack, left);
        SyncAnswer.Entry entry = new SyncAnswer.Entry(
                lack.id(),
                messages.upTo(),
                changes.upTo(),
                heads.head(),
                heads.headRev(),
                messages.items(),
                changes.items(),
                messages.upTo() == heads.head() && changes.upTo() == heads.headRev(),
                false);
        return new Filled(entry, messages.weight() + changes.weight());
    }

    private Part<ViewedMessage> messages(Lack lack, int room) {
        List<MessageDocument> missing = found.messagesOf(lack.id());
        List<MessageDocument> fitting = missing.subList(0, Weight.fitting(missing, room, Weight::of));
        return new Part<>(
                fitting.stream()
                        .filter(message -> !found.isHidden(userId, message))
                        .map(found::show)
                        .toList(),
                fitting.isEmpty()
                        ? lack.held().seq()
                        : fitting.get(fitting.size() - 1).seq(),
                fitting.stream().mapToInt(Weight::of).sum());
    }

    private Part<SyncAnswer.Change> changes(Lack lack, int room) {
        if (!lack.lacksChanges()) {
            return new Part<>(List.of(), lack.held().rev(), 0);
        }
        List<ChangeDocument> missing = found.changesOf(lack.id());
        List<ChangeDocument> told = missing.subList(0, Weight.fitting(missing, room, this::weight));
        boolean all = told.size() == missing.size() && !found.isCutIn(lack.id());
        return new Part<>(
                show(told),
                all ? lack.heads().headRev() : told.get(told.size() - 1).rev(),
                told.stream().mapToInt(this::weight).sum());
    }

    private int weight(ChangeDocument change) {
        MessageDocument message = found.messageOf(change);
        return message == null ? 1 : Weight.of(message);
    }

    private List<SyncAnswer.Change> show(List<ChangeDocument> told) {
        Map<Long, ChangeDocument> lastBySeq = new LinkedHashMap<>();
        for (ChangeDocument change : told) {
            if (found.messageOf(change) != null) {
                lastBySeq.remove(change.seq());
                lastBySeq.put(change.seq(), change);
            }
        }
        return lastBySeq.values().stream().map(this::show).toList();
    }

    /** As the message stands: one that is gone for the viewer is told as deleted, whatever was done to it before. */
    private SyncAnswer.Change show(ChangeDocument change) {
        MessageDocument message = found.messageOf(change);
        ViewedMessage shown = found.isHidden(userId, message) ? null : found.show(message);
        boolean deleted = shown == null || shown.message().isDeleted();
        return new SyncAnswer.Change(change.rev(), change.seq(), deleted ? "deleted" : "edited", shown);
    }
}
