package org.baraza.gateway.session;

/**
 * How a socket can come back. On its event loop, but for {@link #pid} and {@link #start}.
 */
public final class RecoveryState {

    private final String pid;
    private final String start;
    private String offered;

    /**
     * @param pid names it across breaks
     * @param start the offset from which on it has been sent everything
     * @param offered the last offset that its client has got
     */
    public RecoveryState(String pid, String start, String offered) {
        this.pid = pid;
        this.start = start;
        this.offered = offered;
    }

    /** Names the socket across breaks. */
    public String pid() {
        return pid;
    }

    /** The offset from which on the client has been sent everything. */
    public String start() {
        return start;
    }

    /** The offset of the last event that was sent to the socket, or would have been if it were still there. */
    public String offered() {
        return offered;
    }

    void offered(String offset) {
        offered = offset;
    }
}
