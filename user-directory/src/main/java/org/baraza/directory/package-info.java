/** The people of the community as a service knows them: its own copy, read from {@code user-events}. */
package org.baraza.directory;
