package org.baraza.gateway.room;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.baraza.contracts.broadcast.Audience;
import org.baraza.directory.UserDirectory;
import org.baraza.gateway.session.SocketSession;

/**
 * Who of this gateway's sessions belongs to an audience: the rooms {@code broadcast:all} and {@code chapter:{id}}, and the
 * rooms of the people named. Found from the directory as it is at that moment, so nothing has to be moved when somebody
 * changes their chapter, and nothing can be left behind: it costs a look-up for each member, or for each person who is
 * here, whichever are fewer.
 */
@Singleton
public class AudienceRooms {

    private final UserRooms rooms;
    private final UserDirectory directory;

    AudienceRooms(UserRooms rooms, UserDirectory directory) {
        this.rooms = rooms;
        this.directory = directory;
    }

    /**
     * Gives every session of the audience to {@code action}.
     *
     * @param without somebody who is passed over
     */
    public void forEach(Audience audience, String without, Consumer<SocketSession> action) {
        people(audience)
                .filter(userId -> !userId.equals(without))
                .map(rooms::of)
                .flatMap(List::stream)
                .forEach(action);
    }

    /** Whether somebody belongs to an audience now. */
    public boolean includes(Audience audience, String userId) {
        return audience.includes(userId, directory.chapterOf(userId));
    }

    private Stream<String> people(Audience audience) {
        return switch (audience.type()) {
            case ALL -> fewer(directory.everybody());
            case CHAPTER -> fewer(directory.membersOf(audience.chapterId()));
            case CUSTOM -> fewer(audience.recipientIds());
        };
    }

    /** Those of {@code members} who are here. */
    private Stream<String> fewer(Collection<String> members) {
        Set<String> here = rooms.people();
        // the names of a list cannot be looked up one by one at no cost
        return members instanceof Set<String> set && here.size() < members.size()
                ? here.stream().filter(set::contains)
                : members.stream();
    }
}
