package org.baraza.local.cli;

import java.time.Instant;

/**
 * Something that would have been sent.
 *
 * @param at when
 * @param userId to whom
 * @param what in words: by what way and what it says, one line
 */
record OutboxEntry(Instant at, String userId, String what) {}
