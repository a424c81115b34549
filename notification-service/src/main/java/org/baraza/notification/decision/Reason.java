package org.baraza.notification.decision;

/** Why somebody was told, or not. */
public enum Reason {
    /** A provider has taken the push for one device at least. */
    SENT,
    /** They had read it before. */
    READ,
    /** A device that they look at had shown it before. */
    RECEIVED,
    /** It was deleted for everybody before. */
    DELETED,
    /** They have muted the conversation. */
    MUTED,
    /** They do not want pushes, or none of this type. */
    PUSH_DISABLED,
    /** They do not want mails, or none of this type. */
    EMAIL_DISABLED,
    /** The directory has no e-mail address of theirs. */
    NO_ADDRESS,
    /** The mail server will not take mails to their address. */
    ADDRESS_REFUSED,
    /** They are not in the directory, or suspended. */
    PERSON_AWAY,
    /** They have no device that can be reached. */
    NO_DEVICE,
    /** It waits for the end of their quiet hours; another reason follows. */
    QUIET_HOURS,
    /** No provider knows the tokens of their devices any more. */
    TOKEN_DEAD,
    /** The provider will never take it. */
    PROVIDER_REFUSED,
    /** The provider did not take it, however often it was tried. */
    PROVIDER_UNAVAILABLE,
    /** It came too late to matter. */
    EXPIRED
}
