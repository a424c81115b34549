package org.baraza.acceptance.hostile;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * HTTP without a library that would be polite: the address and the body are whatever bytes they are. Each thread goes on with
 * its connection until it ends.
 */
final class RawHttp implements AutoCloseable {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})[^\r\n]*\r\n");
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final String END_OF_LINE = "\r\n";

    private final URI origin;
    private final String token;
    private final Map<Thread, Connection> connections = new ConcurrentHashMap<>();

    RawHttp(String origin, String token) {
        this.origin = URI.create(origin);
        this.token = token;
    }

    private record Connection(Socket socket, InputStream in) {}

    /**
     * An answer.
     *
     * @param status 0 if none came, or something that is no HTTP
     * @param head its headers
     */
    record Answer(int status, String head, byte[] body) {

        String contentType() {
            return header(head, "content-type");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /**
     * Calls, once more on a new connection if the one from before had ended.
     *
     * @param target path and query, byte by byte as they go out
     * @param contentType the body's; null for no body
     */
    Answer call(String method, byte[] target, String contentType, byte[] body) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((method + ' ').getBytes(ISO_8859_1));
        request.writeBytes(target);
        request.writeBytes(
                (" HTTP/1.1\r\nHost: " + origin.getAuthority() + "\r\nAuthorization: Bearer " + token + END_OF_LINE)
                        .getBytes(ISO_8859_1));
        if (contentType != null) {
            request.writeBytes(("Content-Type: " + contentType + END_OF_LINE).getBytes(ISO_8859_1));
        }
        request.writeBytes(("Content-Length: " + body.length + "\r\n\r\n").getBytes(ISO_8859_1));
        request.writeBytes(body);
        try {
            boolean isReused = connections.containsKey(Thread.currentThread());
            Answer answer = exchange(request.toByteArray());
            return answer.status() == 0 && answer.head().isEmpty() && isReused
                    ? exchange(request.toByteArray())
                    : answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer exchange(byte[] request) throws IOException {
        Connection connection = connections.get(Thread.currentThread());
        if (connection == null) {
            connection = connect();
            connections.put(Thread.currentThread(), connection);
        }
        Answer answer;
        try {
            connection.socket().getOutputStream().write(request);
            answer = read(connection.in());
        } catch (IOException e) {
            answer = new Answer(0, "", new byte[0]);
        }
        if (answer.status() == 0 || header(answer.head(), "connection").equals("close")) {
            connections.remove(Thread.currentThread());
            connection.socket().close();
        }
        return answer;
    }

    private Connection connect() throws IOException {
        Socket socket = new Socket(origin.getHost(), origin.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        return new Connection(socket, new BufferedInputStream(socket.getInputStream()));
    }

    private static Answer read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        String line = line(in);
        while (!line.isBlank()) {
            head.append(line);
            line = line(in);
        }
        Matcher status = STATUS.matcher(head);
        if (!status.lookingAt()) {
            return new Answer(0, head.toString(), new byte[0]);
        }
        return new Answer(Integer.parseInt(status.group(1)), head.toString(), body(head.toString(), in));
    }

    private static byte[] body(String head, InputStream in) throws IOException {
        if (!header(head, "transfer-encoding").equals("chunked")) {
            String length = header(head, "content-length");
            return length.isEmpty() ? new byte[0] : in.readNBytes(Integer.parseInt(length));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int length = Integer.parseInt(line(in).strip(), 16);
        while (length > 0) {
            body.writeBytes(in.readNBytes(length));
            line(in);
            length = Integer.parseInt(line(in).strip(), 16);
        }
        line(in);
        return body.toByteArray();
    }

    /** A line with its end; empty where the connection ended. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next >= 0) {
            line.append((char) next);
            if (next == '\n') {
                break;
            }
            next = in.read();
        }
        return line.toString();
    }

    private static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ':'))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** Ends the connections of all threads, none of which calls any more. */
    @Override
    public void close() {
        for (Connection connection : connections.values()) {
            try {
                connection.socket().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
