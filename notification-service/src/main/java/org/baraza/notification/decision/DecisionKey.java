package org.baraza.notification.decision;

/**
 * What a decision is about. The same is decided once by each channel.
 *
 * @param channel by what the person is told
 * @param userId the person
 * @param cause the conversation
 * @param firstSeq the first message that it is about
 */
public record DecisionKey(DecisionChannel channel, String userId, String cause, long firstSeq) {

    /** {@code <userId>~<cause>~<firstSeq>~<channel>}: its {@code _id}. */
    @Override
    public String toString() {
        return userId + '~' + cause + '~' + firstSeq + '~' + channel;
    }
}
