package org.baraza.rest;

import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.InputDecorator;

/**
 * Refuses bodies that are no UTF-8. The parser itself takes characters that are written in more bytes than they need, and
 * halves of surrogate pairs: one text could then be written in several ways, and be looked at as one and stored as another. It
 * also guesses UTF-16 and UTF-32 by their zero bytes, which are UTF-8 too but stand in no JSON; their byte order marks are none.
 */
final class StrictUtf8 extends InputDecorator {

    private static final long serialVersionUID = 1;

    /** Reads all of it; bodies are bounded before they come here. */
    @Override
    public InputStream decorate(IOContext context, InputStream in) throws IOException {
        byte[] bytes = in.readAllBytes();
        require(bytes, 0, bytes.length);
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public InputStream decorate(IOContext context, byte[] bytes, int offset, int length) throws IOException {
        require(bytes, offset, length);
        return new ByteArrayInputStream(bytes, offset, length);
    }

    @Override
    public Reader decorate(IOContext context, Reader reader) {
        return reader;
    }

    private static void require(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == 0) {
                throw new CharConversionException("a zero byte");
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
        } catch (CharacterCodingException e) {
            throw new CharConversionException("not UTF-8");
        }
    }
}
