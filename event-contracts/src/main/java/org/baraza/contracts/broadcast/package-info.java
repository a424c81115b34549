/**
 * One to an audience. A broadcast is one conversation ({@link org.baraza.contracts.ConversationId#broadcast}) with one
 * message; whom it is for is its {@link org.baraza.contracts.broadcast.Audience}.
 */
package org.baraza.contracts.broadcast;
