/** The people of the community as the gateway knows them: who belongs to which chapter, and who may use the platform. */
package org.baraza.gateway.community;
