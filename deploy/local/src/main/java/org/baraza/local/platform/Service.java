package org.baraza.local.platform;

import org.baraza.local.process.ManagedProcess;

/**
 * One process of a service.
 *
 * @param module which service
 * @param process its process, named as people know it
 * @param httpPort where it answers requests
 * @param managementPort where it answers questions about itself
 */
record Service(ServiceModule module, ManagedProcess process, int httpPort, int managementPort) {

    String name() {
        return process.name();
    }

    String url() {
        return "http://127.0.0.1:" + httpPort;
    }

    String managementUrl() {
        return "http://127.0.0.1:" + managementPort;
    }
}
