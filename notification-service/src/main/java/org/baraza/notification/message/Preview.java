package org.baraza.notification.message;

import java.util.List;

import org.baraza.contracts.message.Media;

/**
 * The beginning of a message as one line of text.
 *
 * @param maxCodePoints a longer text is cut to this many, the last of them an ellipsis
 */
public record Preview(int maxCodePoints) {

    private static final int ELLIPSIS = '…';

    public Preview {
        if (maxCodePoints < 1) {
            throw new IllegalArgumentException("a preview has at least one code point: " + maxCodePoints);
        }
    }

    /**
     * @param content the text; may be null
     * @param media named by kind where there is no text; may be null
     */
    public String of(String content, List<Media> media) {
        String line = content == null ? "" : oneLine(content);
        if (!line.isEmpty() || media == null || media.isEmpty()) {
            return line;
        }
        return media.size() == 1 ? "Sent " + withArticle(media.get(0).type()) : "Sent " + media.size() + " attachments";
    }

    /** Blanks and control characters in a row become one space; halves of surrogate pairs, which no UTF-8 carries, go. */
    private String oneLine(String content) {
        StringBuilder line = new StringBuilder();
        int length = 0;
        boolean gap = false;
        for (int i = 0; i < content.length(); ) {
            int codePoint = content.codePointAt(i);
            i += Character.charCount(codePoint);
            if (isBlank(codePoint)) {
                gap = length > 0;
                continue;
            }
            if (Character.getType(codePoint) == Character.SURROGATE) {
                continue;
            }
            int needed = gap ? 2 : 1;
            if (length + needed > maxCodePoints) {
                return cut(line, length);
            }
            if (gap) {
                line.append(' ');
            }
            line.appendCodePoint(codePoint);
            length += needed;
            gap = false;
        }
        return line.toString();
    }

    private String cut(StringBuilder line, int length) {
        if (length == maxCodePoints) {
            line.setLength(line.offsetByCodePoints(line.length(), -1));
        }
        return line.toString().stripTrailing() + Character.toString(ELLIPSIS);
    }

    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint);
    }

    private static String withArticle(String mediaType) {
        return switch (mediaType) {
            case "image" -> "an image";
            case "video" -> "a video";
            default -> "a document";
        };
    }
}
