package org.baraza.gateway.session;

/** What carries a session's packets to its client. Called on the session's loop only. */
interface SessionTransport {

    /** Takes a packet without sending it yet. */
    void write(OutboundFrame frame);

    /** Sends what was taken, as soon as the client lets it. */
    void flush();

    /** What was taken and is not sent yet, in bytes. */
    long waitingBytes();

    /** Ends it, telling the client why as well as the transport can. */
    void close(CloseReason reason);
}
