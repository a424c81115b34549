package org.baraza.acceptance.socket;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.baraza.acceptance.contract.Contract;

/** What came on a socket, kept until it is held against the documents: not while a test measures. */
final class Seen {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Queue<Object[]> events = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    private record Answer(String event, Object[] arguments) {}

    /** @param nameAndArguments the event's name, then its arguments */
    void event(Object[] nameAndArguments) {
        events.add(nameAndArguments);
    }

    void answer(String event, Object[] arguments) {
        answers.add(new Answer(event, arguments));
    }

    /** @throws AssertionError if something is not as documented */
    void requireDocumented() {
        for (Object[] event : events) {
            String name = (String) event[0];
            List<Object> arguments = documentedArguments(event);
            require(
                    "event " + name,
                    arguments.size() <= 1,
                    Contract.events()
                            .violationsOfEvent(
                                    name, arguments.isEmpty() ? MissingNode.getInstance() : json(arguments.get(0))));
        }
        for (Answer answer : answers) {
            require(
                    "acknowledgement of " + answer.event(),
                    answer.arguments().length == 1,
                    Contract.events().violationsOfAnswer(answer.event(), json(answer.arguments()[0])));
        }
    }

    /** A text after the documented argument is the offset to come back with. */
    private static List<Object> documentedArguments(Object[] event) {
        boolean hasOffset = event.length > 1 && event[event.length - 1] instanceof String;
        return List.of(event).subList(1, hasOffset ? event.length - 1 : event.length);
    }

    private static void require(String what, boolean oneArgument, Collection<String> violations) {
        Contract.require(() -> what, oneArgument ? List.copyOf(violations) : List.of("has more or fewer arguments"));
    }

    private static JsonNode json(Object argument) {
        try {
            return JSON.readTree(argument instanceof String text ? JSON.writeValueAsString(text) : argument.toString());
        } catch (JsonProcessingException e) {
            throw new AssertionError("an argument is no JSON", e);
        }
    }
}
