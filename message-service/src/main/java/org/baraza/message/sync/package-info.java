/**
 * What a client lacks. It says up to which message and which change it holds each conversation, and gets what came since, in
 * bounded pages: {@link org.baraza.message.sync.OwnConversations} walks the conversations of a person in the order of their
 * ids, {@link org.baraza.message.sync.Demand} says what is to be read of them, {@link org.baraza.message.sync.Missing} reads it
 * for all of them together, and {@link org.baraza.message.sync.PageFill} fills a page.
 */
package org.baraza.message.sync;
