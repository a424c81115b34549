package org.baraza.acceptance.everything;

/** The beginning of a text as a notification shows it: one line, at most so long. */
final class Beginning {

    private static final int CODE_POINTS = 140;

    private Beginning() {}

    static String of(String text) {
        String line = text.replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ").strip();
        if (line.codePointCount(0, line.length()) <= CODE_POINTS) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, CODE_POINTS - 1)).stripTrailing() + '…';
    }
}
