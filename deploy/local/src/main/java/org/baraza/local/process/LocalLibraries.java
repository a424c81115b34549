package org.baraza.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where this module and the libraries of its child JVMs lie.
 *
 * @param own the classes of this module: a jar or a folder
 * @param folder the folder with the jars of all run-time dependencies
 */
public record LocalLibraries(Path own, Path folder) {

    private static final Path IN_REPOSITORY = Path.of("deploy", "local", "target", "lib");

    /**
     * Looks beside the own classes, then below {@code -Dbaraza.home}, then in the repository around the working directory.
     *
     * @throws IllegalStateException if the module was never packaged
     */
    public static LocalLibraries find() {
        Path own = ownClasses();
        return beside(own)
                .or(LocalLibraries::belowHome)
                .or(LocalLibraries::aroundWorkingDirectory)
                .map(folder -> new LocalLibraries(own, folder))
                .orElseThrow(
                        () -> new IllegalStateException(
                                "The libraries of the local stack are missing: run 'mvn package -DskipTests -pl deploy/local -am' first."));
    }

    /** The class path of a child JVM. */
    public String classPath() {
        return own + File.pathSeparator + folder.resolve("*");
    }

    /**
     * The one library whose file name starts with a text.
     *
     * @throws IllegalStateException if there is none
     */
    public Path library(String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no " + prefix + "*.jar in " + folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The repository these libraries belong to. */
    public static Optional<Path> repository() {
        return Stream.of(belowHome(), beside(ownClasses()), aroundWorkingDirectory())
                .flatMap(Optional::stream)
                .findFirst()
                .map(lib -> lib.resolve("../../../..").normalize());
    }

    private static Path ownClasses() {
        try {
            return Path.of(LocalLibraries.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Path> beside(Path own) {
        return existing(own.resolveSibling("lib"));
    }

    private static Optional<Path> belowHome() {
        String home = System.getProperty("baraza.home");
        return home == null
                ? Optional.empty()
                : existing(Path.of(home).toAbsolutePath().resolve(IN_REPOSITORY));
    }

    private static Optional<Path> aroundWorkingDirectory() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> existing(folder.resolve(IN_REPOSITORY)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Path> existing(Path folder) {
        return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
    }
}
