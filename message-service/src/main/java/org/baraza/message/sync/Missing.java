package org.baraza.message.sync;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.ConversationId;
import org.baraza.contracts.MessageId;
import org.baraza.message.store.ChangeDocument;
import org.baraza.message.store.ChangeRepository;
import org.baraza.message.store.HideDocument;
import org.baraza.message.store.HideRepository;
import org.baraza.message.store.MessageDocument;
import org.baraza.message.store.MessageRepository;
import org.baraza.message.view.Sight;
import org.baraza.message.view.Viewer;

/**
 * Reads what a page is filled with: five calls of the store at most, however many conversations it is of, and only those that
 * can find something. Without changes in any of them it is two, the messages and how far people have read.
 */
@ApplicationScoped
class Missing {

    private final MessageRepository messages;
    private final ChangeRepository changes;
    private final HideRepository hides;
    private final Viewer viewer;

    Missing(MessageRepository messages, ChangeRepository changes, HideRepository hides, Viewer viewer) {
        this.messages = messages;
        this.changes = changes;
        this.hides = hides;
        this.viewer = viewer;
    }

    /**
     * @param lacking what the demand was made of
     * @param room of the page: changes that are read at most
     */
    Uni<Found> find(String userId, List<Lack> lacking, Demand demand, int room) {
        Map<String, Lack> byId = lacking.stream().collect(Collectors.toMap(Lack::id, Function.identity()));
        return Uni.combine()
                .all()
                .unis(
                        ask(demand.messages(), List.of(), messages::findRanges),
                        ask(demand.changes(), List.of(), ranges -> changes.findRanges(userId, ranges, room)))
                .asTuple()
                .chain(missing -> {
                    List<MessageDocument> unknown = missing.getItem1();
                    List<ChangeDocument> told = missing.getItem2();
                    return ask(held(told, byId), Map.of(), messages::findByIds)
                            .chain(changed -> view(userId, byId, unknown, changed.values())
                                    .map(view -> new Found(unknown, told, room, changed, view.hidden(), view.sight())));
                });
    }

    /** The messages that were changed and that the client holds. */
    private static Set<MessageId> held(List<ChangeDocument> told, Map<String, Lack> byId) {
        return told.stream()
                .filter(change ->
                        change.seq() <= byId.get(change.conversationId()).held().seq())
                .map(change -> new MessageId(new ConversationId(change.conversationId()), change.seq()))
                .collect(Collectors.toSet());
    }

    private record View(Set<String> hidden, Sight sight) {}

    private Uni<View> view(
            String userId,
            Map<String, Lack> byId,
            Collection<MessageDocument> unknown,
            Collection<MessageDocument> changed) {
        List<MessageDocument> all =
                Stream.concat(unknown.stream(), changed.stream()).toList();
        // deleting for oneself is a change: where there is none, nothing is hidden
        Set<String> keys = all.stream()
                .filter(message -> byId.get(message.conversationId()).heads().headRev() > 0)
                .map(message -> HideDocument.keyOf(message.conversationId(), userId, message.seq()))
                .collect(Collectors.toSet());
        return Uni.combine()
                .all()
                .unis(ask(keys, Map.of(), hides::findByKeys), viewer.sight(userId, all))
                .with((hidden, sight) -> new View(hidden.keySet(), sight));
    }

    private static <Q, A> Uni<A> ask(Collection<Q> questions, A nothing, Function<Collection<Q>, Uni<A>> store) {
        return questions.isEmpty() ? Uni.createFrom().item(nothing) : store.apply(questions);
    }
}
