package org.baraza.gateway.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many of something each of many may have at once. Knows those only who have some. Safe for use by several threads. */
public final class Quota {

    private final int max;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    /** @param max what each may have */
    public Quota(int max) {
        if (max < 1) {
            throw new IllegalArgumentException("must be positive: " + max);
        }
        this.max = max;
    }

    /** Whether somebody may have no more. */
    public boolean isUsedUp(String who) {
        return taken.getOrDefault(who, 0) >= max;
    }

    /**
     * Takes one; it has to be given back.
     *
     * @return whether there was one left
     */
    public boolean take(String who) {
        boolean[] granted = new boolean[1];
        taken.compute(who, (id, had) -> {
            int before = had == null ? 0 : had;
            granted[0] = before < max;
            return granted[0] ? Integer.valueOf(before + 1) : had;
        });
        return granted[0];
    }

    /** Takes one, also past the limit; it has to be given back. */
    public void add(String who) {
        taken.merge(who, 1, Integer::sum);
    }

    /** Gives one back. */
    public void giveBack(String who) {
        taken.computeIfPresent(who, (id, had) -> had == 1 ? null : had - 1);
    }
}
