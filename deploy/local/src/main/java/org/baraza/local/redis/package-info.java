/** A real Redis server as a child process. */
package org.baraza.local.redis;
