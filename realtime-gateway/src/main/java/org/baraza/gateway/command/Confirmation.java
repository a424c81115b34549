package org.baraza.gateway.command;

/**
 * The answer to a call of which there is nothing to tell but that it is done.
 *
 * @param message says so
 */
record Confirmation(String message) {}
