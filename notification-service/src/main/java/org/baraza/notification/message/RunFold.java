package org.baraza.notification.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.baraza.notification.inbox.NotificationDocument;

/** Applies the steps of a batch to the notifications that they touch, in order: however many steps, one outcome for each. */
final class RunFold {

    private RunFold() {}

    /**
     * @param before the notifications that the database has, by key
     * @param steps in the order of the log within each conversation
     * @return one outcome for each notification that a step touches
     */
    static List<Outcome> fold(Map<String, NotificationDocument> before, List<Step> steps) {
        Map<String, Run> runs = new LinkedHashMap<>();
        for (Step step : steps) {
            runs.computeIfAbsent(step.documentKey(), key -> new Run(before.get(key)))
                    .apply(step);
        }
        return runs.values().stream().map(Run::outcome).toList();
    }
}
