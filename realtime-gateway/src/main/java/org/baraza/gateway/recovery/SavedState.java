package org.baraza.gateway.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.baraza.gateway.delivery.LogPosition;
import org.baraza.gateway.delivery.Timeline;

/**
 * What is known of a socket: its client has got everything from {@code start} on up to {@code reached}, if it has got
 * {@code offered}.
 *
 * @param start the offset from which on it was sent everything
 * @param offered the offset of the last event that it was sent
 * @param reached up to where everything that concerns it had been sent
 * @param joined the conversations that it had open
 */
record SavedState(String start, String offered, String reached, List<String> joined) {

    private static final char SEPARATOR = '\n';
    private static final int POSITIONS = 3;

    SavedState {
        joined = List.copyOf(joined);
    }

    String toText() {
        List<String> lines = new ArrayList<>(List.of(start, offered, reached));
        lines.addAll(joined);
        return String.join(String.valueOf(SEPARATOR), lines);
    }

    static SavedState of(String text) {
        List<String> lines = List.of(text.split(String.valueOf(SEPARATOR)));
        return new SavedState(lines.get(0), lines.get(1), lines.get(2), lines.subList(POSITIONS, lines.size()));
    }

    /**
     * How far a client has come.
     *
     * @param offset the last that it was told; empty if it has none
     * @return empty if that is no position of this log
     */
    Optional<LogPosition> positionOf(String offset, Timeline timeline) {
        LogPosition begin = timeline.read(start);
        LogPosition sent = timeline.read(offered);
        LogPosition all = timeline.read(reached);
        LogPosition told = offset.isEmpty() ? begin : timeline.read(offset);
        if (begin == null || sent == null || all == null || told == null) {
            return Optional.empty();
        }
        // a client keeps its last offset when it begins anew
        LogPosition mine = told.and(begin);
        return Optional.of(mine.isAtLeast(sent) ? mine.and(all) : mine);
    }
}
