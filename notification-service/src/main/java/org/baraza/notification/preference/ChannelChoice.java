package org.baraza.notification.preference;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * By which ways a person wants one type of notification; null where they have not said.
 *
 * @param inApp in the website and the app
 * @param push on their devices
 * @param email by e-mail
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelChoice(Boolean inApp, Boolean push, Boolean email) {

    Boolean of(Way way) {
        return switch (way) {
            case IN_APP -> inApp;
            case PUSH -> push;
            case EMAIL -> email;
        };
    }
}
