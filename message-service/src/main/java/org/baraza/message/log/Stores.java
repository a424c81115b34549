package org.baraza.message.log;

import jakarta.inject.Singleton;

import org.baraza.message.store.AudienceRepository;
import org.baraza.message.store.ChangeRepository;
import org.baraza.message.store.CursorRepository;
import org.baraza.message.store.HideRepository;
import org.baraza.message.store.MessageRepository;
import org.baraza.message.store.SettledRepository;

/** Where everything rests that the pipeline reads and writes. */
@Singleton
final class Stores {

    private final MessageRepository messages;
    private final CursorRepository cursors;
    private final ChangeRepository changes;
    private final HideRepository hides;
    private final AudienceRepository audiences;
    private final SettledRepository settled;

    Stores(
            MessageRepository messages,
            CursorRepository cursors,
            ChangeRepository changes,
            HideRepository hides,
            AudienceRepository audiences,
            SettledRepository settled) {
        this.messages = messages;
        this.cursors = cursors;
        this.changes = changes;
        this.hides = hides;
        this.audiences = audiences;
        this.settled = settled;
    }

    MessageRepository messages() {
        return messages;
    }

    CursorRepository cursors() {
        return cursors;
    }

    ChangeRepository changes() {
        return changes;
    }

    HideRepository hides() {
        return hides;
    }

    AudienceRepository audiences() {
        return audiences;
    }

    SettledRepository settled() {
        return settled;
    }
}
