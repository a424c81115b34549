/** What every service with a database shares: calls that are traced and fail in one way, and indexes made at the start. */
package org.baraza.store;
