package org.baraza.notification.preference;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What kind of device a person has; decides by which provider it is reached. */
public enum DeviceType {
    IOS,
    ANDROID,
    WEB;

    /** The name on the wire, in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<DeviceType> parse(String text) {
        return Stream.of(values()).filter(type -> type.wireName().equals(text)).findFirst();
    }
}
