package org.baraza.gateway.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.baraza.gateway.delivery.MissedTooMuchException.Why;
import org.baraza.gateway.delivery.RecentRecords.Recent;
import org.baraza.gateway.room.AudienceRooms;
import org.baraza.gateway.session.OutboundFrame;

/** Finds what one person has missed, and says it as it would have been said. Used under the seam of the timeline. */
final class MissedRecords {

    private final Timeline timeline;
    private final AudienceRooms audiences;
    private final String userId;
    private final Predicate<String> joined;
    private final List<OutboundFrame> frames = new ArrayList<>();
    private long bytes;
    private String lastOffset;

    MissedRecords(Timeline timeline, AudienceRooms audiences, String userId, Predicate<String> joined) {
        this.timeline = timeline;
        this.audiences = audiences;
        this.userId = userId;
        this.joined = joined;
    }

    /**
     * @param now where this gateway stands
     * @param candidates the records that may concern the person, in order
     */
    Timeline.Missed since(LogPosition from, LogPosition now, List<Recent> candidates, Timeline.Limits limits)
            throws MissedTooMuchException {
        requireRemembered(from);
        LogPosition told = from;
        if (from.partial() >= 0) {
            Recent half = candidates.stream()
                    .filter(recent -> isHalfTold(recent, from))
                    .findFirst()
                    .orElseThrow(() -> new MissedTooMuchException(Why.FORGOTTEN));
            told = tell(half, told, 1, limits);
        }
        for (Recent recent : candidates) {
            if (recent.offset() >= from.next(indexOf(recent))) {
                told = tell(recent, told, 0, limits);
            }
        }
        return new Timeline.Missed(frames, Optional.ofNullable(lastOffset), told.and(now));
    }

    private void requireRemembered(LogPosition from) throws MissedTooMuchException {
        for (int i = 0; i < from.partitions(); i++) {
            long first = from.partial() == i ? from.next(i) - 1 : from.next(i);
            if (first < timeline.remembered(i)) {
                throw new MissedTooMuchException(Why.FORGOTTEN);
            }
        }
    }

    private int indexOf(Recent recent) {
        return timeline.indexOf(recent.track(), recent.partition());
    }

    private boolean isHalfTold(Recent recent, LogPosition from) {
        return indexOf(recent) == from.partial() && recent.offset() == from.next(from.partial()) - 1;
    }

    private LogPosition tell(Recent recent, LogPosition before, int firstNotice, Timeline.Limits limits)
            throws MissedTooMuchException {
        Optional<Notices> notices = noticesOf(recent.dispatch().get(), limits);
        LogPosition told = before.after(indexOf(recent), recent.offset(), false);
        if (notices.isEmpty()) {
            return told;
        }
        List<Notice> all = notices.get().all();
        for (int i = firstNotice; i < all.size(); i++) {
            Notice notice = all.get(i);
            if (notice.unlessJoined() == null || !joined.test(notice.unlessJoined())) {
                LogPosition after = before.after(
                        indexOf(recent), recent.offset(), notices.get().isPart(i));
                String offset = after.encode();
                add(notice.frame(offset), limits);
                lastOffset = notice.hasOffset() ? offset : lastOffset;
            }
        }
        return told;
    }

    private void add(OutboundFrame frame, Timeline.Limits limits) throws MissedTooMuchException {
        frames.add(frame);
        bytes += frame.length();
        if (frames.size() > limits.maxFrames() || bytes > limits.maxBytes()) {
            throw new MissedTooMuchException(Why.TOO_MUCH);
        }
    }

    /** What the person is told of a record; nothing if it turns out not to concern them. */
    private Optional<Notices> noticesOf(Dispatch dispatch, Timeline.Limits limits) throws MissedTooMuchException {
        for (Dispatch.ToPeople some : dispatch.toPeople()) {
            if (some.userIds().contains(userId)) {
                return Optional.of(some.notices());
            }
        }
        Optional<Dispatch.ToAudience> audience = dispatch.toAudience().filter(some -> !userId.equals(some.without()));
        if (audience.isEmpty()) {
            return Optional.empty();
        }
        if (!limits.audiencesAreExact()) {
            throw new MissedTooMuchException(Why.AUDIENCE_CHANGED);
        }
        return audience.filter(some -> audiences.includes(some.audience(), userId))
                .map(Dispatch.ToAudience::notices);
    }
}
