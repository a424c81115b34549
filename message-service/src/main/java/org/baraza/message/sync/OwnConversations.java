package org.baraza.message.sync;

import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.directory.UserDirectory;
import org.baraza.message.store.AudienceRepository;
import org.baraza.message.store.CursorRepository;

/**
 * The conversations of a person in the order of their ids, each source a range of an index: broadcasts to everybody, to their
 * chapter, to them by name, and by them; and the direct conversations in which they have a cursor.
 */
@ApplicationScoped
class OwnConversations {

    /** Ids of broadcasts begin with {@code bc.} and so stand before those of direct conversations. */
    private static final String BEFORE_DIRECT = "dm.";

    private final AudienceRepository audiences;
    private final CursorRepository cursors;
    private final UserDirectory directory;

    OwnConversations(AudienceRepository audiences, CursorRepository cursors, UserDirectory directory) {
        this.audiences = audiences;
        this.cursors = cursors;
        this.directory = directory;
    }

    /** Those behind {@code after}, at most {@code limit}; fewer only at the end. */
    Uni<List<String>> after(String userId, String after, int limit) {
        if (after.compareTo(BEFORE_DIRECT) >= 0) {
            return cursors.findConversations(userId, after, limit);
        }
        return Uni.combine()
                .all()
                .unis(
                        audiences.findOf(userId, labelsOf(userId), after, limit),
                        cursors.findConversations(userId, BEFORE_DIRECT, limit))
                .with((broadcasts, direct) -> Stream.concat(broadcasts.stream(), direct.stream())
                        .sorted()
                        .distinct()
                        .limit(limit)
                        .toList());
    }

    private List<String> labelsOf(String userId) {
        if (!directory.contains(userId)) {
            return List.of();
        }
        String chapterId = directory.chapterOf(userId);
        return chapterId == null
                ? List.of(Audience.all().label())
                : List.of(Audience.all().label(), Audience.chapter(chapterId).label());
    }
}
