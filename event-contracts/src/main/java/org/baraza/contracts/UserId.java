package org.baraza.contracts;

import java.util.regex.Pattern;

/**
 * The id of a person, as the community's directory gives it: 1 to 64 letters, digits, {@code _} or {@code -}.
 *
 * @param value the id as it stands on the wire
 */
public record UserId(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public UserId {
        if (value == null || !GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("a user id is 1 to 64 letters, digits, '_' or '-'");
        }
    }

    /** Whether {@code value} is well-formed; says nothing about whether such a person exists. */
    public static boolean isValid(String value) {
        return value != null && GRAMMAR.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
