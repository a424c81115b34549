package org.baraza.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is on the topics today must be readable for ever, and readers of today must bear what later writers add. */
class GoldenSamplesTest {

    /** The settings with which the platform reads and writes its topics. */
    private static final ObjectMapper JSON = JsonMapper.builder(new JsonFactoryBuilder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The keys of this object are data. */
    private static final String OPEN_OBJECT = "metadata";

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleReadsAsTheRecordThatItIs(Record expected) throws Exception {
        assertThat(JSON.treeToValue(sampleOf(expected), expected.getClass())).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aRecordIsWrittenAsItsSample(Record record) throws Exception {
        assertThat(JSON.readTree(JSON.writeValueAsBytes(record))).isEqualTo(sampleOf(record));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void fieldsOfLaterVersionsAreIgnored(Record expected) throws Exception {
        // Given
        JsonNode sample = sampleOf(expected);
        addUnknownFields(sample);

        // When
        Object read = JSON.treeToValue(sample, expected.getClass());

        // Then
        assertThat(read).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noTextOfAPersonStandsInToString(Record record) {
        assertThat(record.toString())
                .doesNotContain("Habari")
                .doesNotContain("media.example.org/p/")
                .doesNotContain("media.example.org/d/")
                .doesNotContain("media.example.org/v/")
                .doesNotContain("picha.jpg");
    }

    @Test
    void everyRecordWithATypeHasASampleAndEverySampleARecord() throws Exception {
        // Given
        Set<String> types = typesOf(annotated());

        // When
        Set<String> files = sampleFiles();

        // Then
        assertThat(files).isEqualTo(types);
        assertThat(typesOf(samples().<Class<?>>map(Record::getClass).toList())).isEqualTo(types);
    }

    @Test
    void noTwoRecordsHaveTheSameType() throws Exception {
        // When
        List<Class<?>> annotated = annotated();

        // Then
        assertThat(annotated).isNotEmpty();
        assertThat(typesOf(annotated))
                .hasSameSizeAs(annotated)
                .allMatch(type -> type.matches("org\\.baraza\\.[a-z.-]+\\.v[0-9]+"));
    }

    static Stream<Record> samples() {
        return Stream.concat(Samples.all().stream(), Samples.ofBroadcasts().stream());
    }

    /** Where one sample cannot hold all members of a type, a second one of what concerns broadcasts does. */
    private static JsonNode sampleOf(Record record) throws IOException {
        String type = record.getClass().getAnnotation(EventType.class).value();
        String folder = Samples.ofBroadcasts().contains(record) ? "/golden-broadcasts/" : "/golden/";
        try (InputStream sample = GoldenSamplesTest.class.getResourceAsStream(folder + type + ".json")) {
            return JSON.readTree(sample);
        }
    }

    private static void addUnknownFields(JsonNode node) {
        node.properties().stream()
                .filter(field -> !field.getKey().equals(OPEN_OBJECT))
                .forEach(field -> addUnknownFields(field.getValue()));
        if (node.isArray()) {
            node.forEach(GoldenSamplesTest::addUnknownFields);
        }
        if (node instanceof ObjectNode object) {
            object.put("textOfALaterVersion", "?")
                    .putObject("objectOfALaterVersion")
                    .put("deep", true);
        }
    }

    private static Set<String> sampleFiles() throws Exception {
        try (Stream<Path> files = Files.list(
                Path.of(GoldenSamplesTest.class.getResource("/golden").toURI()))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> typesOf(List<Class<?>> classes) {
        return classes.stream()
                .map(event -> event.getAnnotation(EventType.class).value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Class<?>> annotated() throws IOException, URISyntaxException {
        URL location = EventType.class.getProtectionDomain().getCodeSource().getLocation();
        Path classes = Path.of(location.toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .<Class<?>>map(file -> load(classes.relativize(file)))
                    .filter(loaded -> loaded.isAnnotationPresent(EventType.class))
                    .toList();
        }
    }

    private static Class<?> load(Path classFile) {
        String name = classFile.toString().replace(classFile.getFileSystem().getSeparator(), ".");
        try {
            return Class.forName(name.substring(0, name.length() - ".class".length()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
