/**
 * Thousands of clients in one process: light Socket.IO sockets on one event loop, with the reconnection of the community's
 * website, each of which keeps a copy of its person's conversations from events and sync alone.
 */
package org.baraza.acceptance.crowd;
