package org.baraza.notification.message;

import java.util.List;

import org.baraza.contracts.message.Media;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PreviewTest {

    private final Preview preview = new Preview(10);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "hello|hello",
                "0123456789|0123456789",
                "0123456789a|012345678…",
                "  two   words  |two words",
                "12345678  90123|12345678…",
                "123456789 0|123456789…",
                "123456789   |123456789",
            })
    void aTextBecomesOneLineOfAtMostSoManyCodePoints(String content, String expected) {
        assertThat(preview.of(content, List.of())).isEqualTo(expected);
    }

    @Test
    void linesAndControlCharactersBecomeSpaces() {
        assertThat(preview.of("a\r\n\tb\u0000c\u00a0d", List.of())).isEqualTo("a b c d");
    }

    @Test
    void aSmileIsNeverCutInHalf() {
        // When
        String line = preview.of("😀".repeat(11), List.of());

        // Then
        assertThat(line).isEqualTo("😀".repeat(9) + "…");
        assertThat(line.codePointCount(0, line.length())).isEqualTo(10);
    }

    @Test
    void halfASurrogatePairIsLeftOut() {
        assertThat(preview.of("a\ud83db", List.of())).isEqualTo("ab");
    }

    @Test
    void aMessageWithoutTextSaysWhatWasSent() {
        // Given
        Media image = new Media("image", "https://example.org/a.jpg", null);

        // Then
        assertThat(preview.of(" ", List.of(image))).isEqualTo("Sent an image");
        assertThat(preview.of(null, List.of(image, image))).isEqualTo("Sent 2 attachments");
        assertThat(preview.of(null, null)).isEmpty();
    }

    @Test
    void aPreviewOfNothingIsRefused() {
        assertThatThrownBy(() -> new Preview(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
