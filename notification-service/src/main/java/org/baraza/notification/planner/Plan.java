package org.baraza.notification.planner;

import java.util.List;

import org.baraza.notification.preference.Device;

/**
 * What is to be done about a row that is due.
 *
 * @param row the row
 * @param occasion what it is about
 * @param judgement what becomes of the messages at hand
 * @param toClear devices from which an earlier push is to go; empty for none
 * @param toAlert devices that the messages at hand are sent to; empty for none
 */
record Plan(PushRow row, Occasion occasion, Judgement judgement, List<Device> toClear, List<Device> toAlert) {

    static Plan of(PushRow row, Judgement judgement, Knowledge.Known known) {
        boolean isSent = judgement.verdict() == Judgement.Verdict.SEND;
        return new Plan(
                row,
                known.occasion(row),
                judgement,
                row.isToBeCleared() ? known.reachable(row) : List.of(),
                isSent ? known.wanted(row) : List.of());
    }

    /** Whether a provider has to be called; else it is carried out in memory. */
    boolean needsProvider() {
        return judgement.verdict() == Judgement.Verdict.SEND || !toClear.isEmpty();
    }
}
