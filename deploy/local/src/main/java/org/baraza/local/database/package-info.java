/**
 * The database: a server somebody else runs, a {@code mongod} of ours, or the stand-in.
 *
 * <p>{@link org.baraza.local.database.DatabaseChoice} decides which, {@link org.baraza.local.database.Database} is the
 * handle. The stand-in is for trying out: no transactions, no expiry, no query plans.
 */
package org.baraza.local.database;
