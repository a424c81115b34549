package org.baraza.contracts.message;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class MediaTest {

    private static final String URL = "https://media.example.org/1.jpg";

    @ParameterizedTest
    @ValueSource(strings = {"image", "video", "document"})
    void hasOneOfThreeTypes(String type) {
        assertThat(new Media(type, URL, null).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                URL,
                "http://localhost:9000/1.jpg",
                "HTTPS://media.example.org/1.jpg",
                "https://media_1.example.org/1.jpg",
                "https://médias.example.org/été.jpg",
                "https://[2001:db8::1]:8443/1.jpg",
                "https://media.example.org?id=1"
            })
    void liesAtAnyAddressOfTheWeb(String url) {
        assertThat(new Media("image", url, null).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @MethodSource
    void isRefused(String type, String url, String filename) {
        assertThatThrownBy(() -> new Media(type, url, filename))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.MEDIA_INVALID))
                .hasMessageStartingWith("media.");
    }

    static Stream<Arguments> isRefused() {
        return Stream.of(
                arguments(null, URL, null),
                arguments("", URL, null),
                arguments("Image", URL, null),
                arguments("audio", URL, null),
                arguments("image", null, null),
                arguments("image", "", null),
                arguments("image", "1.jpg", null),
                arguments("image", "/1.jpg", null),
                arguments("image", "//media.example.org/1.jpg", null),
                arguments("image", "ftp://media.example.org/1.jpg", null),
                arguments("image", "javascript:alert(1)", null),
                arguments("image", "data:image/png;base64,AAAA", null),
                arguments("image", "file:///etc/passwd", null),
                arguments("image", "https:media.example.org", null),
                arguments("image", "https://", null),
                arguments("image", "https:///1.jpg", null),
                arguments("image", "https://:80/1.jpg", null),
                arguments("image", "https://media.example.org:port/1.jpg", null),
                arguments("image", "https://media.example.org/a b.jpg", null),
                arguments("image", "https://media.example.org/%zz", null),
                arguments("image", urlOf(Media.MAX_URL_LENGTH + 1), null),
                arguments("image", URL, "f".repeat(Media.MAX_FILENAME_LENGTH + 1)));
    }

    @Test
    void mayBeAsLongAsTheLimitsSay() {
        // When
        Media media = new Media("document", urlOf(Media.MAX_URL_LENGTH), "f".repeat(Media.MAX_FILENAME_LENGTH));

        // Then
        assertThat(media.url()).hasSize(2048);
        assertThat(media.filename()).hasSize(255);
    }

    private static String urlOf(int length) {
        String start = "https://media.example.org/";
        return start + "u".repeat(length - start.length());
    }
}
