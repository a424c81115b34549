/** The connections to the log, made at the start and closed at the end. */
package org.baraza.notification.log;
