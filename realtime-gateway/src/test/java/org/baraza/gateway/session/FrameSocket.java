package org.baraza.gateway.session;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** A WebSocket of which every frame is written by hand, and nothing is read unless it is asked for. */
final class FrameSocket implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int PING = 9;

    private static final int CLOSE = 8;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int NO_CODE = 1005;
    private static final int GONE = 1006;

    private final Socket socket;
    private final DataInputStream in;

    private FrameSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    static FrameSocket at(URI address) throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.getOutputStream()
                .write(("GET " + address.getPath() + "?" + address.getQuery() + " HTTP/1.1\r\nHost: x\r\n"
                                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(US_ASCII));
        FrameSocket opened = new FrameSocket(socket);
        opened.skipHead();
        return opened;
    }

    private void skipHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("no WebSocket: " + head);
        }
    }

    /** Writes a frame of at most 125 bytes; the mask is of zeros, which changes nothing. */
    FrameSocket write(int opcode, boolean isFinal, byte... payload) {
        try {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(isFinal ? FINAL | opcode : opcode);
            frame.write(MASKED | payload.length);
            frame.write(new byte[4]);
            frame.write(payload);
            socket.getOutputStream().write(frame.toByteArray());
            return this;
        } catch (SocketException e) {
            // the server has closed already, which is for awaitClose to find
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on until the server closes, and says with which code: 1006 if without any. */
    int awaitClose() throws IOException {
        try {
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0f;
                byte[] payload = new byte[length()];
                in.readFully(payload);
                if (opcode == CLOSE) {
                    return payload.length < 2
                            ? NO_CODE
                            : ByteBuffer.wrap(payload).getShort();
                }
            }
        } catch (EOFException | SocketException e) {
            return GONE;
        }
    }

    private int length() throws IOException {
        int length = in.readUnsignedByte();
        if (length == 126) {
            return in.readUnsignedShort();
        }
        return length == 127 ? (int) in.readLong() : length;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
