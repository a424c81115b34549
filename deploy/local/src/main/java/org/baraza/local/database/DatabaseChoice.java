package org.baraza.local.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.baraza.local.process.SearchPath;

/** Which database to use. */
public sealed interface DatabaseChoice {

    /**
     * A server that runs already.
     *
     * @param uri its connection string
     */
    record Uri(String uri) implements DatabaseChoice {}

    /**
     * A {@code mongod} to start as a replica set of one.
     *
     * @param program the program, which may be a script that ends in {@code exec}
     */
    record Mongod(Path program) implements DatabaseChoice {}

    /** The wire-compatible stand-in, durable across crashes of its process, not for production. */
    record StandIn() implements DatabaseChoice {}

    /** System property that forces the stand-in where its value is {@code stand-in}. */
    String PROPERTY = "baraza.database";

    /** What this process's environment asks for. */
    static DatabaseChoice fromEnvironment() {
        return "stand-in".equals(System.getProperty(PROPERTY)) ? new StandIn() : from(System.getenv());
    }

    /**
     * {@code MONGODB_URI}, else {@code mongod} named by {@code MONGOD} or on the PATH, else the stand-in.
     *
     * @throws IllegalArgumentException if MONGOD names no program
     */
    static DatabaseChoice from(Map<String, String> environment) {
        Optional<DatabaseChoice> uri = value(environment, "MONGODB_URI").map(Uri::new);
        Optional<DatabaseChoice> named = value(environment, "MONGOD").map(name -> new Mongod(program(name)));
        return uri.or(() -> named)
                .or(() -> SearchPath.find("mongod").map(Mongod::new))
                .orElseGet(StandIn::new);
    }

    /** A relative name counts from the working directory or one around it: tests run in the folder of their module. */
    private static Path program(String name) {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(name).normalize())
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "MONGOD names no program: " + here.resolve(name).normalize()));
    }

    private static Optional<String> value(Map<String, String> environment, String key) {
        return Optional.ofNullable(environment.get(key)).filter(value -> !value.isBlank());
    }
}
