package org.baraza.local.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header fields of a mail's file (RFC 5322), with encoded words (RFC 2047) decoded. */
final class MailHeaders {

    private static final Pattern FIELD = Pattern.compile("([!-9;-~]+):\\s*(.*)");
    private static final Pattern ENCODED = Pattern.compile("=\\?([^?\\s]+)\\?([bBqQ])\\?([^?\\s]*)\\?=");
    private static final Pattern BETWEEN_ENCODED = Pattern.compile("(?<=\\?=)\\s+(?==\\?)");

    private final Map<String, String> fields;

    private MailHeaders(Map<String, String> fields) {
        this.fields = fields;
    }

    static MailHeaders read(Path file) throws IOException {
        return of(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
    }

    /** @param lines of the mail; those after the first empty one are not looked at */
    static MailHeaders of(List<String> lines) {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String last = null;
        for (String line : lines) {
            if (line.isEmpty()) {
                break;
            }
            Matcher field = FIELD.matcher(line);
            if (Character.isWhitespace(line.charAt(0)) && last != null) {
                fields.merge(last, line.strip(), (text, more) -> text + " " + more);
            } else if (field.matches()) {
                last = field.group(1);
                fields.put(last, field.group(2));
            }
        }
        return new MailHeaders(fields);
    }

    /** A field's text; empty if there is none. */
    String of(String name) {
        String text = BETWEEN_ENCODED.matcher(fields.getOrDefault(name, "")).replaceAll("");
        return ENCODED.matcher(text)
                .replaceAll(word ->
                        Matcher.quoteReplacement(decoded(word.group(), word.group(1), word.group(2), word.group(3))));
    }

    private static String decoded(String word, String charset, String encoding, String text) {
        try {
            byte[] bytes = encoding.toUpperCase(Locale.ROOT).equals("B")
                    ? Base64.getDecoder().decode(text)
                    : quoted(text);
            return new String(bytes, Charset.forName(charset));
        } catch (IllegalArgumentException e) {
            // no such character set, or not encoded as it says: shown as it is
            return word;
        }
    }

    private static byte[] quoted(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '=' && i + 2 < text.length()) {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(character == '_' ? ' ' : character);
            }
        }
        return bytes.toByteArray();
    }
}
