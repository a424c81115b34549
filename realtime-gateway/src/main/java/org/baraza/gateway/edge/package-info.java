/** The gateway as the one origin of clients: what it does not answer itself it forwards to the service that owns it. */
package org.baraza.gateway.edge;
