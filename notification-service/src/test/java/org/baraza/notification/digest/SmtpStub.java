package org.baraza.notification.digest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.baraza.notification.testing.ReceivedMail;

/**
 * A mail server on a free port of this machine. What it answers to a recipient is what stands before the {@code @} of the
 * address: a reply code; {@code hang}, no answer; {@code reset}, the end of the connection; {@code data-}, {@code content-} and a
 * code, a reply to the command DATA or to what follows it; {@code late}, it takes the mail and says nothing. Everybody else's mails it takes.
 */
final class SmtpStub implements AutoCloseable {

    /** What it has taken, in the order in which it did. */
    final List<ReceivedMail> taken = new CopyOnWriteArrayList<>();

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile String greeting = "220 stub";
    private volatile String mailReply = "250 ok";

    SmtpStub() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many connections are open. */
    int connections() {
        return open.size();
    }

    /** What it says to whoever connects from now on; null for nothing. */
    void greet(String with) {
        greeting = with;
    }

    /** What it says to MAIL from now on. */
    void replyToSender(String with) {
        mailReply = with;
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
            threads.shutdownNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                threads.execute(() -> converse(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            if (greeting != null) {
                say(socket, greeting);
            }
            String recipient = "";
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("EHLO")) {
                    say(socket, "250-stub\r\n250 8BITMIME");
                } else if (line.startsWith("MAIL")) {
                    say(socket, mailReply);
                } else if (line.startsWith("RCPT")) {
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('@'));
                    if (recipient.equals("reset")) {
                        return;
                    } else if (recipient.matches("[45][0-9][0-9]")) {
                        say(socket, recipient + " says the stub");
                    } else if (!recipient.equals("hang")) {
                        say(socket, "250 ok");
                    }
                } else if (line.startsWith("DATA")) {
                    if (recipient.startsWith("data-")) {
                        say(socket, recipient.substring(5) + " says the stub");
                    } else {
                        say(socket, "354 go on");
                        take(socket, reader, recipient);
                    }
                } else if (line.startsWith("QUIT")) {
                    say(socket, "221 bye");
                    return;
                } else {
                    say(socket, "250 ok");
                }
            }
        } catch (IOException e) {
            // the client has gone
        } finally {
            open.remove(socket);
        }
    }

    private void take(Socket socket, BufferedReader reader, String recipient) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = reader.readLine(); line != null && !line.equals("."); line = reader.readLine()) {
            mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        if (recipient.startsWith("content-")) {
            say(socket, recipient.substring("content-".length()) + " says the stub");
            return;
        }
        taken.add(new ReceivedMail(mail.toString()));
        if (!recipient.equals("late")) {
            say(socket, "250 taken");
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
