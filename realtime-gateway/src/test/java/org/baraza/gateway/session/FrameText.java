package org.baraza.gateway.session;

/** For tests of other packages: what a frame says. */
public final class FrameText {

    private FrameText() {}

    public static String of(OutboundFrame frame) {
        return frame.text();
    }
}
