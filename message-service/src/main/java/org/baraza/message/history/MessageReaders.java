package org.baraza.message.history;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.MessageId;
import org.baraza.directory.UserDirectory;
import org.baraza.message.BroadcastAccess;
import org.baraza.message.MessageServiceConfig;
import org.baraza.message.access.ConversationAccess;
import org.baraza.message.store.CursorDocument;
import org.baraza.message.store.CursorRepository;
import org.baraza.message.store.MessageDocument;
import org.baraza.rest.Caller;
import org.baraza.rest.Page;
import org.baraza.rest.ProblemException;

/**
 * Who has read a message: whose cursor stands at it or past it, as a range of an index and a count on it. Both people of a
 * direct conversation may ask; of a broadcast its sender, a super admin, and an admin of the chapter that it is for.
 */
@ApplicationScoped
class MessageReaders {

    private final CursorRepository cursors;
    private final ConversationAccess access;
    private final UserDirectory directory;
    private final Duration readTimeout;

    MessageReaders(
            CursorRepository cursors, ConversationAccess access, UserDirectory directory, MessageServiceConfig config) {
        this.cursors = cursors;
        this.access = access;
        this.directory = directory;
        this.readTimeout = config.history().readTimeout();
    }

    /**
     * A page of them.
     *
     * @return fails with a {@link ProblemException}: 404 if there is no such message for the caller, 403 if it is a
     *     broadcast that they see and do not answer for
     */
    Uni<ReadersPage> page(Caller caller, MessageId id, Page page) {
        int limit = page.limit();
        int skip = (int) page.skip();
        return access.find(id)
                .chain(found -> access.maySee(found, caller.userId())
                        .map(sees -> found.filter(message -> mayAsk(message, caller, sees))
                                .orElseThrow(MessageReaders::noSuchMessage)))
                .chain(message -> read(message, skip, limit))
                .ifNoItem()
                .after(readTimeout)
                .fail();
    }

    static ProblemException noSuchMessage() {
        return ProblemException.notFound("there is no such message");
    }

    private static boolean mayAsk(MessageDocument message, Caller caller, boolean sees) {
        if (message.broadcast() == null) {
            return sees;
        }
        boolean moderates =
                BroadcastAccess.mayModerate(message, caller.userId(), caller.accountType(), caller.chapterId());
        if (sees && !moderates) {
            throw new ProblemException(403, "FORBIDDEN", "this is for those who answer for the broadcast");
        }
        return moderates;
    }

    private Uni<ReadersPage> read(MessageDocument message, int skip, int limit) {
        Uni<List<CursorDocument>> readers =
                cursors.findReaders(message.conversationId(), message.seq(), message.senderId(), skip, limit);
        return Uni.combine()
                .all()
                .unis(readers, cursors.countReaders(message.conversationId(), message.seq()))
                .asTuple()
                .map(found -> new ReadersPage(
                        found.getItem1().stream().map(this::reader).toList(), Math.max(0, found.getItem2() - 1)));
    }

    private ReadersPage.Reader reader(CursorDocument cursor) {
        return new ReadersPage.Reader(directory.profileOf(cursor.userId()), cursor.readAt());
    }
}
