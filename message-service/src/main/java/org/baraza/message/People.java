package org.baraza.message;

import org.baraza.directory.UserDirectory;

/** What the rules of this service have to know of people. */
public interface People {

    /** Whether there is a person with this id. */
    boolean exists(String userId);

    /** Whether one of two people has blocked the other. */
    boolean isBlocked(String oneUserId, String otherUserId);

    /** The chapter that a person belongs to now; null for none. */
    String chapterOf(String userId);

    /** The people of the directory. */
    static People of(UserDirectory directory) {
        return new People() {
            @Override
            public boolean exists(String userId) {
                return directory.contains(userId);
            }

            @Override
            public boolean isBlocked(String oneUserId, String otherUserId) {
                return directory.isBlocked(oneUserId, otherUserId);
            }

            @Override
            public String chapterOf(String userId) {
                return directory.chapterOf(userId);
            }
        };
    }
}
