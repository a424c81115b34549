package org.baraza.acceptance.contract;

import java.util.List;
import java.util.function.Supplier;

/** Both documents, read once for all tests. */
public final class Contract {

    private static final Contract INSTANCE = new Contract();

    private final RestContract rest;
    private final EventContract events;

    private Contract() {
        ApiDocument openApi = ApiDocument.openApi();
        ApiDocument asyncApi = ApiDocument.asyncApi();
        Schemas schemas = new Schemas(openApi, asyncApi);
        this.rest = new RestContract(openApi, schemas);
        this.events = new EventContract(asyncApi, schemas);
    }

    public static RestContract rest() {
        return INSTANCE.rest;
    }

    public static EventContract events() {
        return INSTANCE.events;
    }

    /**
     * Fails if something is not as documented.
     *
     * @param what what was looked at, for the message
     */
    public static void require(Supplier<String> what, List<String> violations) {
        if (!violations.isEmpty()) {
            throw new AssertionError(what.get() + " is not as documented: " + violations);
        }
    }
}
