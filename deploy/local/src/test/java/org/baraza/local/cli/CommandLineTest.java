package org.baraza.local.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import org.baraza.local.platform.DataFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class CommandLineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"up", "users", "token", "send", "tail", "notify", "outbox", "doctor"})
    void everyCommandHasAHelpText(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: baraza " + command).contains("--data=DIR");
    }

    @Test
    void importsSayWhatALineHolds() {
        assertThat(run("notifications", "import", "--help")).isZero();
        assertThat(out.toString()).contains("Usage: baraza notifications import", "\"occurredAt\"");
    }

    @Test
    void aNotificationThatCannotBeIsRefusedBeforeThePlatformIsLookedFor() {
        assertThat(run("notify", "zawadi", "--type", "like", "--title", "Hello", "--data", data()))
                .isNotZero();
        assertOneLine("type must be upper-case letters, digits and _");
    }

    @Test
    void aNotificationNeedsItsTypeAndTitle() {
        assertThat(run("notify", "zawadi", "--title", "Hello")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required option").contains("--type=TYPE");
    }

    @Test
    void aNotificationNeedsARunningPlatform() {
        assertThat(run("notify", "zawadi", "--type", "LIKE", "--title", "Hello", "--data", data()))
                .isNotZero();
        assertOneLine("No Baraza runs on");
    }

    @Test
    void aLineThatIsNoNotificationIsNamed() throws Exception {
        Path file = Files.writeString(
                folder.resolve("likes.jsonl"),
                "{\"id\":\"1\",\"userId\":\"u1\",\"type\":\"LIKE\",\"title\":\"t\",\"occurredAt\":\"yesterday\"}\n");

        assertThat(run("notifications", "import", file.toString(), "--data", data()))
                .isNotZero();
        assertOneLine("Line 1 of " + file + " is not a notification: ");
    }

    @Test
    void usersListsTheCommunity() {
        assertThat(run("users", "--data", data())).isZero();
        assertThat(out.toString()).contains("juma").contains("SUPER_ADMIN").hasLineCount(31);
    }

    @Test
    void tokenPrintsOneTokenOnceTheFolderIsSetUp() {
        DataFolder.open(Path.of(data()), false).close();

        assertThat(run("token", "juma", "--data", data(), "--expires-in", "30m"))
                .isZero();
        assertThat(out.toString()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\R");
    }

    @Test
    void aCommandThatNeedsARunningPlatformSaysSoInOneLine() {
        assertThat(run("send", "juma", "zawadi", "hello", "--data", data())).isNotZero();
        assertOneLine("No Baraza runs on");
    }

    @Test
    void upInAForeignFolderSaysSoInOneLine() throws Exception {
        Files.writeString(folder.resolve("thesis.txt"), "mine");

        assertThat(run("up", "--port", "0", "--data", folder.toString())).isNotZero();
        assertOneLine("holds other things than Baraza's data");
    }

    @Test
    void anEphemeralStartTakesNoFolder() {
        assertThat(run("up", "--ephemeral", "--data", data())).isNotZero();
        assertOneLine("--ephemeral and --data exclude each other");
    }

    @Test
    void aTimeThatIsNoneIsExplained() {
        assertThat(run("token", "juma", "--expires-in", "soon")).isNotZero();
        assertThat(err.toString()).contains("'soon' is no length of time").doesNotContain("\tat ");
    }

    private void assertOneLine(String text) {
        assertThat(err.toString()).startsWith("baraza: ").contains(text).hasLineCount(1);
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private int run(String... args) {
        CommandLine line = Baraza.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
