package org.baraza.local.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatabaseChoiceTest {

    @TempDir
    private Path folder;

    @Test
    void aServerThatRunsElsewhereComesFirst() throws Exception {
        DatabaseChoice choice = DatabaseChoice.from(Map.of(
                "MONGODB_URI", "mongodb://db.example.org", "MONGOD", program().toString()));

        assertThat(choice).isEqualTo(new DatabaseChoice.Uri("mongodb://db.example.org"));
    }

    @Test
    void theNamedProgramComesBeforeTheStandIn() throws Exception {
        Path program = program();

        DatabaseChoice choice = DatabaseChoice.from(Map.of("MONGODB_URI", " ", "MONGOD", program.toString()));

        assertThat(choice).isEqualTo(new DatabaseChoice.Mongod(program));
    }

    @Test
    void aNameThatIsNoProgramIsRefused() {
        assertThatThrownBy(() -> DatabaseChoice.from(Map.of("MONGOD", "/nowhere/mongod")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MONGOD names no program: /nowhere/mongod");
    }

    private Path program() throws Exception {
        Path program = Files.writeString(folder.resolve("mongod"), "#!/bin/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }
}
