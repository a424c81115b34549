package org.baraza.acceptance.socket;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A client that writes whatever bytes it likes: HTTP, then WebSocket frames, without a library that would be polite. */
public final class RawSocket implements AutoCloseable {

    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int CLOSE = 0x8;
    private static final int TIMEOUT_MILLIS = 15_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawSocket(URI origin) throws IOException {
        this.socket = new Socket(origin.getHost(), origin.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Opens a WebSocket and reads the handshake packet. */
    public static RawSocket webSocket(String origin) {
        RawSocket raw = tcp(origin);
        raw.write(("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(US_ASCII));
        String head = raw.readHead();
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new IllegalStateException("no upgrade: " + head);
        }
        raw.readFrame();
        return raw;
    }

    /** Opens a WebSocket and connects as somebody. */
    public static RawSocket connected(String origin, String token) {
        RawSocket raw = webSocket(origin);
        raw.text("40{\"token\":\"" + token + "\"}");
        String answer = raw.readFrame();
        if (!answer.startsWith("40{")) {
            throw new IllegalStateException("not connected: " + answer);
        }
        return raw;
    }

    /** Opens a connection and says nothing. */
    public static RawSocket tcp(String origin) {
        try {
            return new RawSocket(URI.create(origin));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a text message in one masked frame. */
    public void text(String text) {
        frame(TEXT, text.getBytes(UTF_8), true);
    }

    /** Sends a message of bytes in one masked frame. */
    public void binary(byte... bytes) {
        frame(BINARY, bytes, true);
    }

    /** Sends a frame with any first byte. */
    public void frame(int firstByte, byte[] payload, boolean masked) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(firstByte);
        int mask = masked ? 0x80 : 0;
        if (payload.length < 126) {
            frame.write(mask | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(mask | 126);
            frame.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            frame.write(mask | 127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        if (masked) {
            frame.writeBytes(new byte[4]); // a mask of zeros changes nothing
        }
        frame.writeBytes(payload);
        write(frame.toByteArray());
    }

    /** Sends bytes as they are; an end that closed meanwhile is no error here. */
    public void write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            // the other end was quicker; what it said before is still to be read
        }
    }

    /** The next frame: its text, {@code close <code>}, or {@code end} where the connection just ended. */
    public String readFrame() {
        try {
            int first = in.read();
            if (first < 0) {
                return "end";
            }
            byte[] payload = in.readNBytes(readLength());
            if ((first & 0x0f) == CLOSE) {
                return payload.length < 2
                        ? "close"
                        : "close " + ByteBuffer.wrap(payload).getShort();
            }
            return new String(payload, UTF_8);
        } catch (IOException e) {
            return "end";
        }
    }

    /** Reads frames until the connection ends. @return how it ended */
    public String readToEnd() {
        String last = readFrame();
        while (!last.startsWith("close") && !last.equals("end")) {
            last = readFrame();
        }
        return last;
    }

    /** The head of an HTTP answer. */
    public String readHead() {
        StringBuilder head = new StringBuilder();
        try {
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                head.append((char) next);
            }
        } catch (IOException e) {
            return head.toString();
        }
        return head.toString();
    }

    private int readLength() throws IOException {
        int length = in.readUnsignedByte();
        if (length == 126) {
            return in.readUnsignedShort();
        }
        return length == 127 ? Math.toIntExact(in.readLong()) : length;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
