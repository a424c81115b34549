/**
 * Days of a community, one after the other: a {@link Day} says who comes when and does what, {@link Regular people} do it, a
 * {@link Ledger} holds what was acknowledged, and an {@link Inventory} says what the processes and Redis hold before and after.
 */
package org.baraza.acceptance.soak;
