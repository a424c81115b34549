package org.baraza.acceptance.contract;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;

/** Both documents, read once for all tests. */
public final class Contract {

    private static final Contract INSTANCE = new Contract();

    private final Schemas schemas;
    private final RestContract rest;
    private final EventContract events;

    private Contract() {
        ApiDocument openApi = ApiDocument.openApi();
        ApiDocument asyncApi = ApiDocument.asyncApi();
        this.schemas = new Schemas(openApi, asyncApi);
        this.rest = new RestContract(openApi, schemas);
        this.events = new EventContract(asyncApi, schemas);
    }

    public static RestContract rest() {
        return INSTANCE.rest;
    }

    public static EventContract events() {
        return INSTANCE.events;
    }

    /** What is wrong with a value of a documented schema. */
    public static List<String> violations(JsonNode schema, JsonNode value) {
        return INSTANCE.schemas.violations(schema, value);
    }

    /** Every place that a documented schema names, as JSON pointers, the whole value first. */
    public static Set<String> places(JsonNode schema) {
        return INSTANCE.schemas.places(schema);
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
