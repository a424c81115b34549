package org.baraza.local.cli;

/**
 * What one check of the machine found.
 *
 * @param level how good that is
 * @param subject what was checked
 * @param detail what was found, and how to mend it if it is not good
 */
record Finding(Level level, String subject, String detail) {

    enum Level {
        GOOD("ok  "),
        NOTE("note"),
        BAD("BAD ");

        private final String mark;

        Level(String mark) {
            this.mark = mark;
        }
    }

    static Finding good(String subject, String detail) {
        return new Finding(Level.GOOD, subject, detail);
    }

    static Finding note(String subject, String detail) {
        return new Finding(Level.NOTE, subject, detail);
    }

    static Finding bad(String subject, String detail) {
        return new Finding(Level.BAD, subject, detail);
    }

    String line() {
        return level.mark + "  " + subject + ": " + detail;
    }
}
