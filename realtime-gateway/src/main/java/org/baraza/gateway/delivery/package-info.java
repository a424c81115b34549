/**
 * From the log to the sockets. Every gateway reads all events as they come ({@link org.baraza.gateway.delivery.MessageDelivery},
 * {@link org.baraza.gateway.delivery.NotificationDelivery}); one that concerns none of its sockets costs a look-up by key.
 * {@link org.baraza.gateway.delivery.SeenNumbers} tells what was delivered before, since the log may say a thing twice.
 */
package org.baraza.gateway.delivery;
