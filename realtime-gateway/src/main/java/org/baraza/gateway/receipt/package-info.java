/** What clients say of the messages that they were brought: that a device has shown them. */
package org.baraza.gateway.receipt;
