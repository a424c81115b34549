package org.baraza.contracts.message;

/** Why a command on a conversation was refused. The names are part of the contract: clients see them as {@code code}. */
public enum Refusal {
    /** The command is not shaped as documented. */
    MALFORMED,
    /** Sender and receiver are the same person. */
    SELF_MESSAGE,
    /** Nobody with the receiver's id is in the directory. */
    RECEIVER_UNKNOWN,
    /** No text and no media. */
    CONTENT_EMPTY,
    /** More than {@link MessageContent#MAX_CODE_POINTS} code points. */
    CONTENT_TOO_LONG,
    /** The text holds half of a surrogate pair, which no UTF-8 can carry. */
    CONTENT_MALFORMED,
    /** A medium has an unknown type, no usable URL or too long a name, or there are too many. */
    MEDIA_INVALID,
    /** The client's own message id is empty, too long or holds blanks or control characters. */
    CLIENT_MESSAGE_ID_INVALID,
    /** There is no such conversation, or the caller is not part of it: the two are told apart for nobody. */
    CONVERSATION_UNKNOWN,
    /** There is no message with this id, or it is not for the caller. */
    MESSAGE_UNKNOWN,
    /** The message was deleted for everybody. */
    MESSAGE_DELETED,
    /** The caller is neither the sender nor one who may act in their place. */
    NOT_THE_SENDER,
    /** The time within which a message may be changed is over. */
    EDIT_WINDOW_OVER,
    /** One of the two people has blocked the other. */
    BLOCKED,
    /** Not for this kind of account. */
    FORBIDDEN,
    /** Whom a broadcast is for is not said as documented. */
    AUDIENCE_INVALID,
    /** A broadcast has no title, or one that is too long. */
    TITLE_INVALID,
    /** A broadcast's description is too long. */
    DESCRIPTION_INVALID,
    /** The broadcast does not ask for an acknowledgement. */
    ACKNOWLEDGEMENT_NOT_ASKED
}
