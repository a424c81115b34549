package org.baraza.notification.digest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A subject as mail headers carry it (RFC 2047): encoded words of whole characters, since the mail client's own encoding takes
 * characters beyond the 16-bit plane apart.
 */
final class EncodedSubject {

    /** Of UTF-8 in one word, which may have 75 characters with its frame. */
    private static final int MAX_BYTES = 42;

    private EncodedSubject() {}

    /** @param subject one line without control characters */
    static String of(String subject) {
        if (subject.chars().allMatch(c -> c >= ' ' && c < 127) && !subject.contains("=?")) {
            return subject;
        }
        StringBuilder encoded = new StringBuilder();
        StringBuilder word = new StringBuilder();
        int bytes = 0;
        for (int codePoint : subject.codePoints().toArray()) {
            String character = Character.toString(codePoint);
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + length > MAX_BYTES) {
                encoded.append(frame(word)).append("\r\n ");
                word.setLength(0);
                bytes = 0;
            }
            word.append(character);
            bytes += length;
        }
        return encoded.append(frame(word)).toString();
    }

    private static String frame(StringBuilder word) {
        byte[] utf8 = word.toString().getBytes(StandardCharsets.UTF_8);
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(utf8) + "?=";
    }
}
