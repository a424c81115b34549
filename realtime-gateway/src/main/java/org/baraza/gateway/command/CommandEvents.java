package org.baraza.gateway.command;

import java.util.List;
import java.util.concurrent.CompletionException;

import jakarta.inject.Singleton;

import org.baraza.contracts.message.MessageCommand;
import org.baraza.contracts.message.MessageEvent;
import org.baraza.contracts.message.RefusedException;
import org.baraza.eventlog.EventCodec;
import org.baraza.gateway.session.Refusals;
import org.baraza.gateway.session.SocketEventHandler;
import org.baraza.gateway.trace.TraceStart;
import org.baraza.rest.Problem;
import org.baraza.rest.ProblemException;

/** Commands that come over sockets: {@code message:send} and {@code conversation:read}, answered in the acknowledgement. */
@Singleton
class CommandEvents implements SocketEventHandler {

    private static final String SEND = "message:send";
    private static final String READ = "conversation:read";

    private final CommandReader reader;
    private final CommandRoad road;
    private final TraceStart traces;

    CommandEvents(CommandReader reader, CommandRoad road, TraceStart traces) {
        this.reader = reader;
        this.road = road;
        this.traces = traces;
    }

    @Override
    public List<String> events() {
        return List.of(SEND, READ);
    }

    @Override
    public void handle(Request request) {
        String userId = request.identity().caller().userId();
        MessageCommand command = request.event().equals(SEND)
                ? reader.send(userId, request.argument())
                : reader.read(userId, request.argument());
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
