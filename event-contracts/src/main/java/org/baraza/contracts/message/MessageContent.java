package org.baraza.contracts.message;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** What a text and its media may be, whatever carries them. */
public final class MessageContent {

    public static final int MAX_CODE_POINTS = 10_000;
    public static final int MAX_MEDIA = 10;
    public static final int MAX_CLIENT_MESSAGE_ID_LENGTH = 64;

    private static final Pattern CLIENT_MESSAGE_ID =
            Pattern.compile("[\\x21-\\x7e]{1," + MAX_CLIENT_MESSAGE_ID_LENGTH + "}");

    private MessageContent() {}

    /** @throws RefusedException if it is not 1 to {@value #MAX_CLIENT_MESSAGE_ID_LENGTH} visible ASCII characters */
    static String requireClientMessageId(String clientMessageId) {
        if (clientMessageId == null
                || !CLIENT_MESSAGE_ID.matcher(clientMessageId).matches()) {
            throw new RefusedException(
                    Refusal.CLIENT_MESSAGE_ID_INVALID,
                    "clientMessageId must be 1 to " + MAX_CLIENT_MESSAGE_ID_LENGTH + " visible ASCII characters");
        }
        return clientMessageId;
    }

    /**
     * The media of a message as a list that nobody changes; none for null.
     *
     * @throws RefusedException if one is missing or there are more than {@value #MAX_MEDIA}
     */
    static List<Media> requireMedia(List<Media> media) {
        if (media == null) {
            return List.of();
        }
        if (media.stream().anyMatch(Objects::isNull)) {
            throw new RefusedException(Refusal.MEDIA_INVALID, "each of media must be an object");
        }
        if (media.size() > MAX_MEDIA) {
            throw new RefusedException(Refusal.MEDIA_INVALID, "more than " + MAX_MEDIA + " media");
        }
        return List.copyOf(media);
    }

    /** @throws RefusedException if the text is empty and there are no media, is too long or no Unicode */
    static void requireText(String content, List<Media> media) {
        if (content.isBlank() && media.isEmpty()) {
            throw new RefusedException(Refusal.CONTENT_EMPTY, "content is empty");
        }
        requireCodePoints("content", content, MAX_CODE_POINTS, Refusal.CONTENT_TOO_LONG);
    }

    /** @throws RefusedException with {@code tooLong} past {@code most} code points, or if the text is no Unicode */
    static void requireCodePoints(String field, String text, int most, Refusal tooLong) {
        if (text.codePointCount(0, text.length()) > most) {
            throw new RefusedException(tooLong, field + " has more than " + most + " code points");
        }
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new RefusedException(Refusal.CONTENT_MALFORMED, field + " holds half of a surrogate pair");
        }
    }
}
