/**
 * From a client's wish to a command on the log, and from the event that it became back to the client. Sockets and REST take
 * the same road: {@link org.baraza.gateway.command.CommandReader} reads the wish,
 * {@link org.baraza.gateway.command.CommandRoad} appends the command and answers when the event is there.
 */
package org.baraza.gateway.command;
