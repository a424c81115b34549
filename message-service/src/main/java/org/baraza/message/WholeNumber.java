package org.baraza.message;

import java.util.regex.Pattern;

import org.baraza.rest.ProblemException;

/** Reads whole numbers that are not negative from the parameters of calls. */
public final class WholeNumber {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private WholeNumber() {}

    /**
     * The number that {@code text} says.
     *
     * @param name of the parameter
     * @param text as it came; may be null
     * @param byDefault the number where nothing is said
     * @throws ProblemException 400 if it is no such number
     */
    public static long of(String name, String text, long byDefault) {
        if (text == null || text.isEmpty()) {
            return byDefault;
        }
        if (!DIGITS.matcher(text).matches()) {
            throw ProblemException.badRequest(name + " must be a whole number from 0 on, of at most 18 digits");
        }
        return Long.parseLong(text);
    }
}
