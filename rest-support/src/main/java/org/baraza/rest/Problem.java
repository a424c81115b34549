package org.baraza.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * An error as clients see it: RFC 9457's members, and beside them the three that the community's website reads
 * ({@code error}, {@code message}, {@code statusCode}).
 *
 * @param type stable address of the kind of problem, {@code urn:baraza:problem:<code>}
 * @param title the kind of problem in words
 * @param status HTTP status
 * @param detail what exactly is wrong, for people; never quotes input
 * @param code the kind of problem, for programs
 * @param error the title again
 * @param message the detail again
 * @param statusCode the status again
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "code", "error", "message", "statusCode"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String error,
        String message,
        int statusCode) {

    private static final int UNAUTHORIZED = 401;

    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    /** A problem of a kind, with what exactly is wrong this time. */
    public static Problem of(int status, String code, String detail) {
        String title = titleOf(status);
        return new Problem(
                "urn:baraza:problem:" + code.toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                title,
                status,
                detail,
                code,
                title,
                detail,
                status);
    }

    /** The answer that carries this problem; a 401 says how to authenticate, as RFC 9110 wants it. */
    public Response.ResponseBuilder toResponse() {
        Response.ResponseBuilder response =
                Response.status(status).type(MEDIA_TYPE).entity(this);
        return status == UNAUTHORIZED ? response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer") : response;
    }

    private static String titleOf(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }
}
