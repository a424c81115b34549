package org.baraza.message.sync;

import java.util.ArrayList;
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
        List<Uni<List<String>>> sources = new ArrayList<>();
        if (after.compareTo(BEFORE_DIRECT) < 0) {
            addBroadcasts(sources, userId, after, limit);
        }
        String behind = after.compareTo(BEFORE_DIRECT) < 0 ? BEFORE_DIRECT : after;
        sources.add(cursors.findConversations(userId, behind, limit));
        return Uni.join()
                .all(sources)
                .andFailFast()
                .map(found -> found.stream()
                        .flatMap(List::stream)
                        .sorted()
                        .distinct()
                        .limit(limit)
                        .toList());
    }

    private void addBroadcasts(List<Uni<List<String>>> sources, String userId, String after, int limit) {
        String chapterId = directory.chapterOf(userId);
        Stream<Audience> theirs = directory.contains(userId)
                ? chapterId == null ? Stream.of(Audience.all()) : Stream.of(Audience.all(), Audience.chapter(chapterId))
                : Stream.empty();
        theirs.map(audience -> audiences.findLabelled(audience.label(), after, limit))
                .forEach(sources::add);
        sources.add(audiences.findNaming(userId, after, limit));
        sources.add(audiences.findSentBy(userId, after, limit));
    }
}
