package org.baraza.gateway.command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.RefusedException;
import org.baraza.eventlog.EventCodec;
import org.baraza.gateway.session.Refusals;
import org.baraza.gateway.session.SocketEventHandler;
import org.baraza.gateway.trace.TraceStart;
import org.baraza.rest.Caller;
import org.baraza.rest.Problem;
import org.baraza.rest.ProblemException;

/** Commands that come over sockets, answered in the acknowledgement. */
@Singleton
class CommandEvents implements SocketEventHandler {

    private final Map<String, BiFunction<Caller, JsonNode, MessageCommand>> readings;
    private final CommandRoad road;
    private final TraceStart traces;

    CommandEvents(
            MessageReader messages,
            ConversationReader conversations,
            BroadcastReader broadcasts,
            CommandRoad road,
            TraceStart traces) {
        this.readings = Map.of(
                "message:send", (caller, body) -> messages.send(caller.userId(), body),
                "message:edit", (caller, body) -> messages.edit(caller.userId(), body),
                "message:delete", messages::delete,
                "conversation:read", (caller, body) -> conversations.read(caller.userId(), body),
                "broadcast:acknowledge", (caller, body) -> broadcasts.acknowledge(caller.userId(), body));
        this.road = road;
        this.traces = traces;
    }

    @Override
    public List<String> events() {
        return List.copyOf(readings.keySet());
    }

    @Override
    public void handle(Request request) {
        MessageCommand command =
                readings.get(request.event()).apply(request.identity().caller(), request.argument());
        road.submit(command, traces.ofEvent(request.event()))
                .whenComplete((event, failure) -> request.ack().answer(answer(event, failure)));
    }

    private static String answer(MessageEvent event, Throwable failure) {
        try {
            return failure == null ? Answers.ack(event) : json(problemOf(failure));
        } catch (RefusedException e) {
            return json(Refusals.problemOf(e.reason(), e.getMessage()));
        }
    }

    private static Problem problemOf(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof ProblemException problem
                ? problem.problem()
                : PendingCommands.outcomeUnknown().problem();
    }

    private static String json(Problem problem) {
        return EventCodec.toText(problem);
    }
}
