package org.baraza.acceptance.soak;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Asks Redis, one question after the other. */
final class Redis implements AutoCloseable {

    private final Socket socket;
    private final DataInputStream in;

    private Redis(URI url) throws IOException {
        this.socket = new Socket(url.getHost(), url.getPort());
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    static Redis at(String url) {
        try {
            return new Redis(URI.create(url));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All keys that there are. */
    List<String> keys() {
        return ask("KEYS *");
    }

    /** How many members a sorted set has. */
    long membersOf(String key) {
        return Long.parseLong(ask("ZCARD " + key).get(0));
    }

    /** @return the answer's parts; one if it is no array */
    private List<String> ask(String command) {
        try {
            socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
            String head = line();
            if (head.charAt(0) != '*') {
                return List.of(part(head));
            }
            List<String> parts = new ArrayList<>();
            for (int i = Integer.parseInt(head.substring(1)); i > 0; i--) {
                parts.add(part(line()));
            }
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String part(String head) throws IOException {
        return switch (head.charAt(0)) {
            case ':' -> head.substring(1);
            case '$' -> {
                byte[] bytes = in.readNBytes(Integer.parseInt(head.substring(1)));
                line();
                yield new String(bytes, UTF_8);
            }
            default -> throw new IllegalStateException("Redis answered " + head);
        };
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (char next = (char) in.readUnsignedByte(); next != '\r'; next = (char) in.readUnsignedByte()) {
            line.append(next);
        }
        in.readUnsignedByte();
        return line.toString();
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
