package org.baraza.conversation.broadcast;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.baraza.contracts.UserId;
import org.baraza.contracts.broadcast.Audience;
import org.baraza.contracts.user.Chapter;
import org.baraza.contracts.user.UserChanged;
import org.baraza.directory.UserDirectory;
import org.baraza.store.StoreUnavailableException;

/** Who belongs to which audience now, as the directory says. */
@ApplicationScoped
class Audiences {

    private static final String ALL = Audience.all().label();

    private final UserDirectory directory;

    Audiences(UserDirectory directory) {
        this.directory = directory;
    }

    /** The numbered audiences of a person; none for somebody who is not in the directory. */
    Collection<String> of(String userId) {
        return directory.find(userId).map(Audiences::of).orElse(List.of());
    }

    /** The numbered audiences of a person. */
    static Collection<String> of(UserChanged user) {
        String chapterId = user.chapterId();
        return UserId.isValid(chapterId)
                ? List.of(ALL, Audience.chapter(chapterId).label())
                : List.of(ALL);
    }

    /** How many people there are in an audience. */
    int size(Audience audience) {
        return switch (audience.type()) {
            case ALL -> directory.count();
            case CHAPTER -> directory.countOf(audience.chapterId());
            case CUSTOM -> audience.recipientIds().size();
        };
    }

    /** The ids of the people in a numbered audience, in order; none for {@code CUSTOM}, whose people rest with the broadcast. */
    List<String> peopleOf(BroadcastDocument broadcast) {
        Collection<String> people = switch (broadcast.type()) {
            case ALL -> directory.everybody();
            case CHAPTER -> directory.membersOf(broadcast.chapterId());
            case CUSTOM -> List.<String>of();
        };
        return people.stream().sorted().toList();
    }

    /** The chapter with this id; of one without members nothing but the id is known. */
    Chapter chapter(String chapterId) {
        return Stream.of(directory.membersOf(chapterId))
                .flatMap(Collection::stream)
                .map(directory::find)
                .flatMap(Optional::stream)
                .map(UserChanged::chapter)
                .filter(chapter -> chapter != null && chapterId.equals(chapter.id()))
                .findFirst()
                .orElseGet(() -> new Chapter(chapterId, null, null, null, null));
    }

    /** @throws StoreUnavailableException until everybody is known: before, nobody can be counted */
    void requireKnown() {
        if (!directory.isLive()) {
            throw new StoreUnavailableException("the directory is not known yet");
        }
    }
}
