package org.baraza.contracts.message;

/** What the title and the description of a broadcast may be. */
public final class BroadcastText {

    public static final int MAX_TITLE_CODE_POINTS = 200;
    public static final int MAX_DESCRIPTION_CODE_POINTS = 1_000;

    private BroadcastText() {}

    /** @throws RefusedException if a title is given and is blank, too long or no Unicode */
    static void requireTitle(String title) {
        if (title == null) {
            return;
        }
        if (title.isBlank()) {
            throw new RefusedException(Refusal.TITLE_INVALID, "title is empty");
        }
        MessageContent.requireCodePoints("title", title, MAX_TITLE_CODE_POINTS, Refusal.TITLE_INVALID);
    }

    /** @throws RefusedException if a description is given and is too long or no Unicode */
    static void requireDescription(String description) {
        if (description != null) {
            MessageContent.requireCodePoints(
                    "description", description, MAX_DESCRIPTION_CODE_POINTS, Refusal.DESCRIPTION_INVALID);
        }
    }
}
