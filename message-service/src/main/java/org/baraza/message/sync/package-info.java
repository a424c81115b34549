/**
 * What a client lacks. It says up to which message and which change it holds each conversation, and gets what came since, in
 * bounded pages: {@link org.baraza.message.sync.OwnConversations} walks the conversations of a person in the order of their
 * ids, {@link org.baraza.message.sync.Missing} finds what is missing in one, {@link org.baraza.message.sync.Sync} fills a page.
 */
package org.baraza.message.sync;
