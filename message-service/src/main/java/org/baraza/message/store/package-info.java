/** The collections of this service: messages, and who has read how far. Nothing else sees the database. */
package org.baraza.message.store;
