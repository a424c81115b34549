package org.baraza.local.cli;

/** Text from elsewhere, made fit for a terminal. */
final class Text {

    private Text() {}

    /** One line, in which control characters, which a terminal might obey, are spaces. */
    static String printable(String text) {
        return text.codePoints()
                .map(character -> Character.isISOControl(character) || Character.getType(character) == Character.FORMAT
                        ? ' '
                        : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
