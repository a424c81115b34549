package org.baraza.contracts.message;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A picture, film or document that a message refers to; the file itself lies elsewhere.
 *
 * @param type {@code image}, {@code video} or {@code document}
 * @param url absolute {@code http} or {@code https} address, at most {@value #MAX_URL_LENGTH} characters
 * @param filename for people; may be null, at most {@value #MAX_FILENAME_LENGTH} characters
 */
public record Media(String type, String url, String filename) {

    public static final int MAX_URL_LENGTH = 2048;
    public static final int MAX_FILENAME_LENGTH = 255;

    private static final Set<String> TYPES = Set.of("image", "video", "document");
    private static final Set<String> SCHEMES = Set.of("http", "https");
    /** Wider than Java's idea of a host, which knows no underscores and no letters beyond ASCII; the web does. */
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[^@]*@)?(?:[\\p{L}\\p{N}._-]+|\\[[0-9a-fA-F:.]+])(?::[0-9]*)?");

    public Media {
        if (type == null || !TYPES.contains(type)) {
            throw new RefusedException(Refusal.MEDIA_INVALID, "media.type must be image, video or document");
        }
        if (url == null || url.length() > MAX_URL_LENGTH || !isWebAddress(url)) {
            throw new RefusedException(
                    Refusal.MEDIA_INVALID,
                    "media.url must be an absolute http or https address of at most " + MAX_URL_LENGTH + " characters");
        }
        if (filename != null && filename.length() > MAX_FILENAME_LENGTH) {
            throw new RefusedException(
                    Refusal.MEDIA_INVALID, "media.filename has more than " + MAX_FILENAME_LENGTH + " characters");
        }
    }

    private static boolean isWebAddress(String url) {
        try {
            URI uri = new URI(url);
            return uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getRawAuthority() != null
                    && AUTHORITY.matcher(uri.getRawAuthority()).matches();
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
