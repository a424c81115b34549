package org.baraza.rest;

import java.io.CharConversionException;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** From what was thrown to the {@link Problem} that the client sees; one place, so that every error has one shape. */
public class ProblemMappers {

    private static final Logger LOGGER = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        Response.ResponseBuilder response = e.problem().toResponse();
        if (e.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, Math.max(1, e.retryAfter().toSeconds()));
        }
        return response.build();
    }

    @ServerExceptionMapper
    @Priority(Priorities.USER)
    public Response unauthorized(UnauthorizedException e) {
        return unauthorized();
    }

    @ServerExceptionMapper
    @Priority(Priorities.USER)
    public Response authenticationFailed(AuthenticationFailedException e) {
        return unauthorized();
    }

    @ServerExceptionMapper
    @Priority(Priorities.USER)
    public Response forbidden(ForbiddenException e) {
        return Problem.of(403, "FORBIDDEN", "this is not for your kind of account")
                .toResponse()
                .build();
    }

    @ServerExceptionMapper
    public Response malformedJson(JsonProcessingException e) {
        return Problem.of(400, "MALFORMED_JSON", describe(e)).toResponse().build();
    }

    /** Said once more, since the framework has a mapper of its own for this kind. */
    @ServerExceptionMapper
    public Response mismatchedJson(MismatchedInputException e) {
        return malformedJson(e);
    }

    /** What is no text at all. */
    @ServerExceptionMapper
    public Response malformedText(CharConversionException e) {
        return Problem.of(400, "MALFORMED_JSON", "the body is not UTF-8")
                .toResponse()
                .build();
    }

    @ServerExceptionMapper
    public Response byTheFramework(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return malformedJson(json);
        }
        if (e.getCause() instanceof CharConversionException text) {
            return malformedText(text);
        }
        int status = e.getResponse().getStatus();
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        return Problem.of(status, title.toUpperCase(java.util.Locale.ROOT).replace(' ', '_'), title)
                .toResponse()
                .build();
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e) {
        LOGGER.error("request failed", e);
        return Problem.of(500, "INTERNAL_ERROR", "the request failed for a reason on our side")
                .toResponse()
                .build();
    }

    private static Response unauthorized() {
        return Problem.of(401, "UNAUTHORIZED", "a valid access token is required")
                .toResponse()
                .build();
    }

    /** Names the field; Jackson's own text would quote the input. */
    private static String describe(JsonProcessingException e) {
        String where = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                        .collect(Collectors.joining("."))
                : "";
        return where.isEmpty() ? "the body is not the JSON expected here" : "the body is wrong at " + where;
    }
}
