/**
 * Who is writing to whom at this moment. Travels between gateways by Redis's channels ({@link
 * org.baraza.gateway.typing.TypingChannel}): nothing is kept, and what is lost is over in a few seconds anyway.
 */
package org.baraza.gateway.typing;
