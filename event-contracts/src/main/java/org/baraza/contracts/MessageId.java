package org.baraza.contracts;

/**
 * The public id of a message, the opaque string {@code <conversationId>-<seq>}.
 *
 * @param conversation where the message was sent
 * @param seq its number there, from 1
 */
public record MessageId(ConversationId conversation, long seq) {

    private static final int MAX_SEQ_DIGITS = 18;

    public MessageId {
        if (seq < 1) {
            throw new IllegalArgumentException("a message is numbered from 1: " + seq);
        }
    }

    /**
     * Reads a public id back.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static MessageId parse(String id) {
        int dash = id.lastIndexOf('-');
        String digits = id.substring(dash + 1);
        boolean numbered = dash > 0
                && !digits.isEmpty()
                && digits.length() <= MAX_SEQ_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && digits.charAt(0) != '0';
        if (!numbered) {
            throw new IllegalArgumentException("not the id of a message");
        }
        return new MessageId(new ConversationId(id.substring(0, dash)), Long.parseLong(digits));
    }

    @Override
    public String toString() {
        return conversation.value() + '-' + seq;
    }
}
