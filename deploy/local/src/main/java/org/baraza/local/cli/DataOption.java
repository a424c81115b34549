package org.baraza.local.cli;

import java.nio.file.Path;

import picocli.CommandLine.Option;

/** The option {@code --data}, the same in every command. */
final class DataOption {

    private static final String DEFAULT_NAME = "data";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder of the platform; by default the folder 'data' beside this command.")
    private Path given;

    /** The folder, whether it exists or not. */
    Path path() {
        Path path = isDefault() ? Path.of(System.getProperty("baraza.home", ""), DEFAULT_NAME) : given;
        return path.toAbsolutePath().normalize();
    }

    boolean isDefault() {
        return given == null;
    }
}
