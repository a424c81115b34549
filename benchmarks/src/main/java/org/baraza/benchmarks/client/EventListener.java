package org.baraza.benchmarks.client;

import io.netty.buffer.ByteBuf;

/** Hears the events of a socket. */
public interface EventListener {

    /**
     * An event came. Runs on the client's event loop.
     *
     * @param socket to whom
     * @param frame the whole packet, {@code 42["name",…]}; valid during the call only
     */
    void onEvent(ClientSocket socket, ByteBuf frame);
}
