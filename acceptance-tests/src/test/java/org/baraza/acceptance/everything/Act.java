package org.baraza.acceptance.everything;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of the plan. Each person does their steps one after the other, all people at the same time. A step may wait for a
 * message of somebody else's that was planned before it, so nobody waits for ever.
 */
final class Act {

    private final Map<String, List<Step>> steps = new LinkedHashMap<>();
    private int count;

    void add(Step step) {
        steps.computeIfAbsent(step.by(), by -> new ArrayList<>()).add(step);
        count++;
    }

    /** By person. */
    Map<String, List<Step>> steps() {
        return steps;
    }

    int count() {
        return count;
    }
}
