package org.baraza.rest;

import java.time.Duration;
import java.util.List;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ProblemMappersTest {

    private final ProblemMappers mappers = new ProblemMappers();

    /** A body for the tests to get wrong. */
    record Body(List<Inner> inner) {}

    /** @param number something that text is not */
    record Inner(int number) {}

    @Test
    void tellTheProblemThatWasThrown() {
        // When
        Response response = mappers.problem(ProblemException.notFound("there is no such conversation"));

        // Then
        assertProblem(response, 404, "NOT_FOUND", "there is no such conversation");
        assertThat(response.getHeaderString("Retry-After")).isNull();
    }

    @Test
    void tellWhenToTryAgainInWholeSecondsAndNeverAtOnce() {
        assertThat(mappers.problem(ProblemException.unavailable("AWAY", "away", Duration.ofMillis(2_900)))
                        .getHeaderString("Retry-After"))
                .isEqualTo("2");
        assertThat(mappers.problem(ProblemException.unavailable("AWAY", "away", Duration.ofMillis(10)))
                        .getHeaderString("Retry-After"))
                .isEqualTo("1");
    }

    @Test
    void tellWhoIsNotKnownAndWhoMayNot() {
        assertProblem(
                mappers.unauthorized(new UnauthorizedException("siri")),
                401,
                "UNAUTHORIZED",
                "a valid access token is required");
        assertProblem(
                mappers.forbidden(new ForbiddenException("siri")),
                403,
                "FORBIDDEN",
                "this is not for your kind of account");
    }

    @Test
    void nameTheFieldThatIsWrongAndDoNotQuoteIt() {
        // Given
        JsonProcessingException wrong = failureOf("{\"inner\":[{\"number\":1},{\"number\":\"siri\"}]}");

        // When
        Response response = mappers.malformedJson(wrong);

        // Then
        assertProblem(response, 400, "MALFORMED_JSON", "the body is wrong at inner.[1].number");
    }

    @Test
    void saySoWhereABodyIsNoJsonAtAll() {
        // Given
        JsonProcessingException wrong = failureOf("siri");

        // When
        Response response = mappers.byTheFramework(new WebApplicationException(wrong, 400));

        // Then
        assertProblem(response, 400, "MALFORMED_JSON", "the body is not the JSON expected here");
    }

    @Test
    void giveTheFrameworksOwnErrorsTheSameShape() {
        // When
        Response response = mappers.byTheFramework(new NotAllowedException("GET"));

        // Then
        assertProblem(response, 405, "METHOD_NOT_ALLOWED", "Method Not Allowed");
    }

    @Test
    void keepTheCauseOfAFailureToThemselves() {
        // When
        Response response = mappers.unexpected(new IllegalStateException("siri"));

        // Then
        assertProblem(response, 500, "INTERNAL_ERROR", "the request failed for a reason on our side");
    }

    private static JsonProcessingException failureOf(String json) {
        return catchThrowableOfType(
                JsonProcessingException.class, () -> new ObjectMapper().readValue(json, Body.class));
    }

    private static void assertProblem(Response response, int status, String code, String detail) {
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getMediaType()).isEqualTo(Problem.MEDIA_TYPE);
        assertThat(response.getEntity()).isEqualTo(Problem.of(status, code, detail));
    }
}
