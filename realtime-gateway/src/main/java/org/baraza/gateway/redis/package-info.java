/** How many things are done to Redis in few calls. */
package org.baraza.gateway.redis;
