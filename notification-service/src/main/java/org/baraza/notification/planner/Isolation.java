package org.baraza.notification.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Does work on many at a time, so that one on which it fails does not hold up the others: what fails is done again in halves,
 * until those are alone on which it fails. With one of them among n that is about 2 log n further calls.
 *
 * @param work on any number of things; what it did before it failed must not count
 * @param isOfAll failures that have nothing to do with the things at hand, and go on to the caller
 * @param culprit gets each thing on which the work fails, alone
 */
record Isolation<T, R>(Function<List<T>, List<R>> work, Predicate<RuntimeException> isOfAll, Consumer<T> culprit) {

    /** @return what came of the others, in their order */
    List<R> each(List<T> things) {
        List<R> results = new ArrayList<>(things.size());
        each(things, results);
        return results;
    }

    private void each(List<T> things, List<R> results) {
        if (things.isEmpty()) {
            return;
        }
        try {
            results.addAll(work.apply(things));
        } catch (RuntimeException e) {
            if (isOfAll.test(e)) {
                throw e;
            }
            if (things.size() == 1) {
                culprit.accept(things.get(0));
                return;
            }
            int half = things.size() / 2;
            each(things.subList(0, half), results);
            each(things.subList(half, things.size()), results);
        }
    }
}
