package org.baraza.rest;

import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonLimitsTest {

    private final ObjectMapper mapper = new ObjectMapper();

    {
        new JsonLimits().customize(mapper);
    }

    enum Colour {
        RED
    }

    /** One member of each type. */
    record Body(String text, Long number, Boolean flag, Double fraction, Colour colour, List<String> texts) {}

    @Test
    void whatIsOfItsTypeIsRead() throws IOException {
        // Given
        String json = "{\"text\":\"ö\",\"number\":5,\"flag\":true,\"fraction\":1,\"colour\":\"RED\",\"texts\":[\"a\"]}";

        // When
        Body body = read(json.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(body).isEqualTo(new Body("ö", 5L, true, 1.0, Colour.RED, List.of("a")));
    }

    @Test
    void nothingIsWhatIsNotThere() throws IOException {
        assertThat(read("{\"text\":null,\"number\":null,\"flag\":null}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(read("{}".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":5}",
                "{\"text\":0.5}",
                "{\"text\":true}",
                "{\"text\":[\"a\"]}",
                "{\"number\":\"5\"}",
                "{\"number\":\"\"}",
                "{\"number\":\" \"}",
                "{\"number\":0.5}",
                "{\"number\":1e-400}",
                "{\"number\":true}",
                "{\"number\":9223372036854775808}",
                "{\"flag\":1}",
                "{\"flag\":\"true\"}",
                "{\"flag\":\"\"}",
                "{\"fraction\":\"1\"}",
                "{\"colour\":0}",
                "{\"colour\":\"\"}",
                "{\"texts\":\"a\"}",
                "{\"texts\":[1]}",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{} {}"
            })
    void whatIsOfAnotherTypeIsNotMadeIntoOne(String json) {
        assertThatThrownBy(() -> read(json.getBytes(StandardCharsets.UTF_8))).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff\u00fe", "\u00c0\u00af", "\u00ed\u00a0\u00bc", "\u00f0\u009f"})
    void whatIsNoUtf8IsRefusedHoweverItComes(String latin1) {
        byte[] json = ("{\"text\":\"" + latin1 + "\"}").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> mapper.readValue(new ByteArrayInputStream(json), Body.class))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE", "UTF-16", "X-UTF-16LE-BOM", "X-UTF-32BE-BOM"})
    void otherEncodingsOfUnicodeAreRefusedHoweverTheyCome(String encoding) {
        byte[] json = "{\"text\":\"a\"}".getBytes(Charset.forName(encoding));

        assertThatThrownBy(() -> read(json)).isInstanceOf(CharConversionException.class);
        assertThatThrownBy(() -> mapper.readValue(new ByteArrayInputStream(json), Body.class))
                .isInstanceOf(CharConversionException.class);
    }

    @Test
    void onlyThePartThatIsTheBodyIsLookedAt() throws IOException {
        byte[] json = "\0{}\0".getBytes(StandardCharsets.UTF_8);

        assertThat(mapper.readValue(json, 1, 2, Body.class)).isEqualTo(read("{}".getBytes(StandardCharsets.UTF_8)));
    }

    private Body read(byte[] json) throws IOException {
        return mapper.readValue(json, Body.class);
    }
}
