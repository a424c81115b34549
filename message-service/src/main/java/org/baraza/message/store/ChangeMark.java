package org.baraza.message.store;

import java.time.Instant;

/**
 * The last change that everybody sees of a message.
 *
 * @param rev its number in the conversation
 * @param position where its command stands: tells an edit that was carried out before from one that comes after
 * @param editedAt when the message was edited last; null if it never was
 * @param deletedAt when it was deleted for everybody; null if it was not
 * @param deletedBy who did
 */
public record ChangeMark(long rev, LogPosition position, Instant editedAt, Instant deletedAt, String deletedBy) {}
