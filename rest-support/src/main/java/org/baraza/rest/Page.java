package org.baraza.rest;

import java.util.regex.Pattern;

import jakarta.ws.rs.QueryParam;

/** Which page of a list a client wants: {@code ?page=} from 1, {@code ?limit=} entries a page. */
public class Page {

    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;
    /** No list is that long; keeps {@code page * limit} far from overflowing. */
    public static final int MAX_PAGE = 1_000_000;

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,10}");

    @QueryParam("page")
    String page;

    @QueryParam("limit")
    String limit;

    /** Of the framework. */
    public Page() {}

    /** The page, from 1. */
    public int number() {
        return positive("page", page, 1, MAX_PAGE);
    }

    /** Entries a page, at most {@value #MAX_LIMIT}; a larger wish is cut down to it. */
    public int limit() {
        return Math.min(MAX_LIMIT, positive("limit", limit, DEFAULT_LIMIT, Integer.MAX_VALUE));
    }

    /** How many entries stand before the page. */
    public long skip() {
        return (number() - 1L) * limit();
    }

    private static int positive(String name, String text, int byDefault, int max) {
        if (text == null || text.isEmpty()) {
            return byDefault;
        }
        if (WHOLE_NUMBER.matcher(text).matches()) {
            long value = Long.parseLong(text);
            if (value >= 1 && value <= max) {
                return (int) value;
            }
        }
        throw ProblemException.badRequest(name + " must be a whole number from 1 to " + max);
    }
}
