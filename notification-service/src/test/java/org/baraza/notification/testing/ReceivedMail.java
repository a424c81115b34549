package org.baraza.notification.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail as a server got it: headers as they stand, and what people read of them. */
public record ReceivedMail(String raw) {

    private static final Pattern WORD = Pattern.compile("=\\?UTF-8\\?B\\?([^?]*)\\?=", Pattern.CASE_INSENSITIVE);

    /** A header's value on one line; fails if there is none. */
    public String header(String name) {
        String head = raw.substring(0, raw.indexOf("\r\n\r\n") + 2).replaceAll("\r\n[ \t]", " ");
        Matcher matcher =
                Pattern.compile("(?im)^" + Pattern.quote(name) + ": (.*)$").matcher(head);
        if (!matcher.find()) {
            throw new AssertionError("no header " + name + " in\n" + head);
        }
        return matcher.group(1);
    }

    /** The subject as people read it. */
    public String subject() {
        String joined = header("Subject").replaceAll("\\?=\\s+=\\?", "?==?");
        return WORD.matcher(joined)
                .replaceAll(word -> Matcher.quoteReplacement(
                        new String(Base64.getDecoder().decode(word.group(1)), StandardCharsets.UTF_8)));
    }

    public String text() {
        return part("text/plain");
    }

    public String html() {
        return part("text/html");
    }

    private String part(String type) {
        int start = raw.indexOf("Content-Type: " + type);
        if (start < 0) {
            throw new AssertionError("no part " + type);
        }
        int body = raw.indexOf("\r\n\r\n", start) + 4;
        String content = raw.substring(body, raw.indexOf("\r\n--" + boundary(), body));
        return raw.substring(start, body).contains("quoted-printable") ? decode(content) : content;
    }

    private String boundary() {
        Matcher matcher = Pattern.compile("boundary=\"([^\"]+)\"").matcher(raw);
        if (!matcher.find()) {
            throw new AssertionError("no parts");
        }
        return matcher.group(1);
    }

    private static String decode(String quoted) {
        String joined = quoted.replace("=\r\n", "");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < joined.length(); i++) {
            if (joined.charAt(i) == '=') {
                bytes.write(Integer.parseInt(joined.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(joined.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
