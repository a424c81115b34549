/** What the integration tests stand on: backends, tokens, and the services around this one. */
package org.baraza.notification.testing;
