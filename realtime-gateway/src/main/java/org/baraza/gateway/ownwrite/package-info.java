/**
 * Whoever writes sees it in their next read, through whichever gateway and at whichever service: the gateway that carried a
 * write out remembers in Redis where in the log it stands ({@link org.baraza.gateway.ownwrite.OwnWrites}), and any gateway
 * names that place to the service that it forwards the person's next reads to.
 */
package org.baraza.gateway.ownwrite;
