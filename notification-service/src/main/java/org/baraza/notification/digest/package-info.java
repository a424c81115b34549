/**
 * Mails to people about notifications that they have not seen: soon after, each morning, or once a week, as they wish.
 */
package org.baraza.notification.digest;
