package org.baraza.acceptance.contract;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documents name what the services serve, no more and no less, as their compiled classes say: the resources of REST
 * calls, and the names of events in the gateway.
 */
class ServedCallsTest {

    private static final String API = "/api/v1";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    /** How most events are named; nothing else in the gateway is. */
    private static final String EVENT_NAME = "[a-z]+:[a-z]+(-[a-z]+)*";

    @ParameterizedTest
    @ValueSource(strings = {"realtime-gateway", "message-service", "conversation-service", "notification-service"})
    void theCallsOfAServiceAreDocumentedAsItsOwn(String service) {
        Set<String> documented = Contract.rest().calls().stream()
                .filter(call -> call.operation().path("x-owner").asText().equals(service))
                .map(call -> unnamed(call.name()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(served(service));
    }

    @Test
    void theEventsOfTheGatewayAreDocumented() {
        Set<String> documented = Stream.of(
                        Contract.events().fromClients(), Contract.events().toClients())
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> texts =
                ClassConstants.stringsBelow(classesOf("realtime-gateway")).collect(Collectors.toSet());
        assertThat(texts).containsAll(documented);
        assertThat(documented)
                .containsAll(
                        texts.stream().filter(text -> text.matches(EVENT_NAME)).toList());
    }

    /** {@code METHOD /path/{}} of every resource. */
    private static Set<String> served(String service) {
        Set<String> calls = new TreeSet<>();
        for (JavaClass resource : new ClassFileImporter().importPath(classesOf(service))) {
            String path = value(resource, "jakarta.ws.rs.Path");
            if (path != null) {
                for (JavaMethod method : resource.getMethods()) {
                    methodOf(method)
                            .forEach(verb -> calls.add(unnamed(verb
                                    + ' '
                                    + join(path, value(method, "jakarta.ws.rs.Path"))
                                            .substring(API.length()))));
                }
            }
        }
        return calls;
    }

    private static Stream<String> methodOf(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(JavaAnnotation::getRawType)
                .filter(type -> type.getPackageName().equals("jakarta.ws.rs"))
                .map(JavaClass::getSimpleName)
                .filter(METHODS::contains);
    }

    private static String join(String path, String further) {
        String below = further == null ? "" : further.startsWith("/") ? further : '/' + further;
        return (path.startsWith("/") ? path : '/' + path) + below;
    }

    /** Names of parameters, and what they must match, are no part of a call. */
    private static String unnamed(String call) {
        return call.replaceAll("\\{[^}]+}", "{}");
    }

    private static String value(HasAnnotations<?> element, String annotation) {
        return element.getAnnotations().stream()
                .filter(one -> one.getRawType().getName().equals(annotation))
                .map(JavaAnnotation::getProperties)
                .map((Map<String, Object> properties) -> (String) properties.get("value"))
                .findFirst()
                .orElse(null);
    }

    private static Path classesOf(String service) {
        return Path.of("..", service, "target", "classes");
    }
}
