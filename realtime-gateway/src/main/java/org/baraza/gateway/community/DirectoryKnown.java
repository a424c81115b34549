package org.baraza.gateway.community;

import jakarta.inject.Singleton;

import org.baraza.directory.UserDirectory;
import org.baraza.gateway.session.Admission;

/** No client is taken before it is known who is suspended and who belongs to which chapter. */
@Singleton
class DirectoryKnown implements Admission.Condition {

    private final UserDirectory directory;

    DirectoryKnown(UserDirectory directory) {
        this.directory = directory;
    }

    @Override
    public boolean isInPlace() {
        return directory.isLive();
    }
}
