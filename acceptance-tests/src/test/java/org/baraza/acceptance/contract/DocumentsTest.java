package org.baraza.acceptance.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.baraza.contracts.EventType;
import org.baraza.contracts.Topics;
import org.baraza.contracts.message.Refusal;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** The documents agree with themselves, with the records and with the topics. */
class DocumentsTest {

    private static final Path GOLDEN = Path.of("..", "event-contracts", "src", "test", "resources", "golden");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyExampleIsAsItsSchemaSays() {
        assertThat(Contract.rest().wrongExamples()).isEmpty();
        assertThat(Contract.events().wrongExamples()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyGoldenSampleIsAsDocumented() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.toList().stream()
                    .map(file -> dynamicTest(
                            typeOf(file),
                            () -> assertThat(Contract.events()
                                            .violationsOfValue(typeOf(file), JSON.readTree(file.toFile())))
                                    .isEmpty()));
        }
    }

    @Test
    void aMemberThatIsNotDocumentedIsFound() throws IOException {
        // Given
        ObjectNode sample = (ObjectNode)
                JSON.readTree(GOLDEN.resolve("org.baraza.message.sent.v1.json").toFile());
        JsonNode good = sample.deepCopy();

        // When
        ((ObjectNode) sample.get("message")).put("surprise", true);

        // Then
        assertThat(Contract.events().violationsOfValue("org.baraza.message.sent.v1", good))
                .isEmpty();
        assertThat(Contract.events().violationsOfValue("org.baraza.message.sent.v1", sample))
                .hasSize(1);
    }

    @Test
    void theTopicsAreThoseOfThePlatform() {
        assertThat(Contract.events().topics())
                .isEqualTo(Topics.all().stream().map(Topics.Topic::name).collect(Collectors.toSet()));
    }

    @Test
    void theTypesAreThoseOfTheRecords() {
        Set<String> types = new ClassFileImporter()
                .importPackages("org.baraza.contracts").stream()
                        .filter(type -> type.isAnnotatedWith(EventType.class))
                        .map(DocumentsTest::typeOf)
                        .collect(Collectors.toSet());

        assertThat(Contract.events().types()).isEqualTo(types);
    }

    @Test
    void everyRefusalIsADocumentedCode() {
        Set<String> documented = new HashSet<>();
        ApiDocument.openApi()
                .root()
                .at("/components/schemas/ErrorCode/enum")
                .forEach(code -> documented.add(code.asText()));

        assertThat(documented)
                .containsAll(Stream.of(Refusal.values()).map(Enum::name).toList());
    }

    private static String typeOf(JavaClass record) {
        return record.getAnnotationOfType(EventType.class).value();
    }

    private static String typeOf(Path sample) {
        return sample.getFileName().toString().replaceFirst("\\.json$", "");
    }
}
