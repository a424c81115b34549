package org.baraza.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An event that a read has to be later than, as the gateway names it in the header {@value #HEADER}:
 * {@code <topic>;<partition>;<offset>}, several with commas between them.
 *
 * @param topic its name without {@code baraza.} and version
 * @param partition of the event
 * @param offset of the event
 */
public record ReadAfter(String topic, int partition, long offset) {

    public static final String HEADER = "Baraza-Read-After";

    /** Stands in an answer that could not wait so long: what the caller has written may be missing from it. */
    public static final String BEHIND = "Baraza-Behind";

    private static final int MAX_EVENTS = 64;
    private static final Pattern EVENT = Pattern.compile("([a-z-]{1,64});([0-9]{1,9});([0-9]{1,18})");

    /**
     * Reads the header.
     *
     * @throws ProblemException 400 if it is not as documented
     */
    static List<ReadAfter> parse(String header) {
        List<ReadAfter> events = new ArrayList<>();
        for (String one : header.split(",", MAX_EVENTS + 1)) {
            Matcher event = EVENT.matcher(one.strip());
            if (!event.matches()) {
                throw ProblemException.badRequest(HEADER + " is not as documented");
            }
            events.add(new ReadAfter(event.group(1), Integer.parseInt(event.group(2)), Long.parseLong(event.group(3))));
        }
        return events;
    }

    @Override
    public String toString() {
        return topic + ';' + partition + ';' + offset;
    }
}
