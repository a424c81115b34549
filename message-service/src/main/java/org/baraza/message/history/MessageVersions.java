package org.baraza.message.history;

import java.time.Duration;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.baraza.contracts.MessageId;
import org.baraza.directory.UserDirectory;
import org.baraza.message.MessageServiceConfig;
import org.baraza.message.access.ConversationAccess;
import org.baraza.message.store.ChangeDocument;
import org.baraza.message.store.ChangeRepository;
import org.baraza.message.store.MediaDocument;

/** What a message said before each change that everybody sees, deleted texts included. Says nothing of who may ask. */
@ApplicationScoped
class MessageVersions {

    private final ChangeRepository changes;
    private final ConversationAccess access;
    private final UserDirectory directory;
    private final Duration readTimeout;

    MessageVersions(
            ChangeRepository changes, ConversationAccess access, UserDirectory directory, MessageServiceConfig config) {
        this.changes = changes;
        this.access = access;
        this.directory = directory;
        this.readTimeout = config.history().readTimeout();
    }

    /**
     * A page of them, the newest first.
     *
     * @param before only changes with a number below it
     * @return fails with a 404 if there is no such message
     */
    Uni<VersionsPage> page(MessageId id, long before, int limit) {
        return access.find(id)
                .map(found -> found.orElseThrow(MessageReaders::noSuchMessage))
                .chain(message -> changes.findOfMessage(message.conversationId(), message.seq(), before, limit))
                .map(found -> new VersionsPage(
                        found.stream().map(this::version).toList(),
                        found.size() < limit ? null : found.get(limit - 1).rev()))
                .ifNoItem()
                .after(readTimeout)
                .fail();
    }

    private VersionsPage.Version version(ChangeDocument change) {
        return new VersionsPage.Version(
                change.rev(),
                change.kind().name().toLowerCase(Locale.ROOT),
                change.at(),
                directory.profileOf(change.actorId()),
                change.before().content(),
                change.before().media().stream().map(MediaDocument::toMedia).toList(),
                change.before().title(),
                change.before().description());
    }
}
