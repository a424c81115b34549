package org.baraza.local;

/** A broker or store the platform stands on. */
public enum Backend {
    KAFKA,
    REDIS,
    DATABASE
}
