package org.baraza.acceptance.soak;

/**
 * Somebody comes, catches up, looks who is there, writes, reads, and goes.
 *
 * @param person who, by number
 * @param isBroken whether the connection is reset in between, and gone on with through whichever gateway
 * @param readsLists whether they look through their lists over REST
 */
record Visit(int person, Ending ending, boolean isBroken, boolean readsLists) {}
