package org.baraza.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import org.baraza.local.platform.DemoCommunity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxCommandTest {

    private final StringWriter out = new StringWriter();
    private final String juma = idOf("juma");
    private final String zawadi = idOf("zawadi");

    @TempDir
    private Path folder;

    @Test
    void showsPushesAndMailsNewestLast() throws IOException {
        // Given
        push(zawadi, "2026-11-24T12:00:03Z", "\"kind\":\"CLEAR\",\"title\":null,\"body\":null,\"badge\":2");
        push(
                zawadi,
                "2026-11-24T12:00:01Z",
                "\"kind\":\"ALERT\",\"title\":\"New message from Juma\",\"body\":\"Habari?\"");
        mail(
                juma,
                "2026-11-24T12:00:02Z",
                "To: juma@example.org",
                "Subject: =?UTF-8?Q?Caf=C3=A9_and?=",
                " =?utf-8?b?IG1vcmU=?=");

        // When
        run();

        // Then
        String[] lines = out.toString().split("\\R");
        assertThat(lines).hasSize(3);
        assertThat(lines[0]).contains("Zawadi", "push to android phone: New message from Juma | Habari? [key-1]");
        assertThat(lines[1]).contains("Juma Kariuki", "mail to juma@example.org: Café and more");
        assertThat(lines[2]).contains("push to android phone: takes away what is shown, badge 2 [key-1]");
    }

    @Test
    void showsOnePersonsOnly() throws IOException {
        // Given
        push(zawadi, "2026-11-24T12:00:01Z", "\"kind\":\"ALERT\",\"title\":\"one\",\"body\":\"\"");
        push(juma, "2026-11-24T12:00:02Z", "\"kind\":\"ALERT\",\"title\":\"two\",\"body\":\"\"");

        // When
        run("--user", "juma");

        // Then
        assertThat(out.toString()).contains("two").hasLineCount(1);
    }

    @Test
    void textsOfOthersCannotSteerTheTerminal() throws IOException {
        push(juma, "2026-11-24T12:00:01Z", "\"kind\":\"ALERT\",\"title\":\"a\\u001b[31mred\\nline\",\"body\":\"\"");
        run();
        assertThat(out.toString()).contains("a [31mred line").hasLineCount(1);
    }

    @Test
    void whatCannotBeReadIsNamedAndHidesNothing() throws IOException {
        // Given
        Files.writeString(
                Files.createDirectories(folder.resolve("outbox/push").resolve(juma))
                        .resolve("1.json"),
                "{");
        push(juma, "2026-11-24T12:00:01Z", "\"kind\":\"ALERT\",\"title\":\"two\",\"body\":\"\"");

        // When
        run();

        // Then
        assertThat(out.toString()).contains("cannot be read: ", "1.json", "two").hasLineCount(2);
    }

    @Test
    void anEmptyOutboxSaysSo() {
        run();
        assertThat(out.toString()).isEqualToIgnoringNewLines("Nothing so far.");
    }

    @Test
    void whatComesLaterIsGivenOnceAndHalfWrittenFilesAreNot() throws IOException {
        // Given
        OutboxReader reader = new OutboxReader(folder);
        push(juma, "2026-11-24T12:00:01Z", "\"kind\":\"ALERT\",\"title\":\"one\",\"body\":\"\"");
        assertThat(reader.next()).hasSize(1);

        // When
        push(juma, "2026-11-24T12:00:02Z", "\"kind\":\"ALERT\",\"title\":\"two\",\"body\":\"\"");
        Files.writeString(folder.resolve("outbox/push").resolve(juma).resolve("3.part"), "{");

        // Then
        assertThat(reader.next())
                .singleElement()
                .satisfies(entry -> assertThat(entry.what()).contains("two"));
        assertThat(reader.next()).isEmpty();
    }

    private void push(String userId, String at, String push) throws IOException {
        Path own = Files.createDirectories(folder.resolve("outbox/push").resolve(userId));
        Files.writeString(
                own.resolve(Instant.parse(at).toEpochMilli() + ".json"),
                "{\"at\":\"" + at + "\",\"channel\":\"android\",\"userId\":\"" + userId
                        + "\",\"deviceId\":\"phone\",\"push\":{\"collapseKey\":\"key-1\"," + push + "}}");
    }

    private void mail(String userId, String at, String... headers) throws IOException {
        Path own = Files.createDirectories(folder.resolve("outbox/mail").resolve(userId));
        Path file = Files.writeString(own.resolve("1.eml"), String.join("\r\n", headers) + "\r\n\r\nSubject: no\r\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(at)));
    }

    private void run(String... more) {
        CommandLine line = Baraza.commandLine();
        line.setOut(new PrintWriter(out, true));
        String[] args = new String[more.length + 3];
        args[0] = "outbox";
        args[1] = "--data";
        args[2] = folder.toString();
        System.arraycopy(more, 0, args, 3, more.length);
        assertThat(line.execute(args)).isZero();
    }

    private static String idOf(String username) {
        return DemoCommunity.people().stream()
                .filter(user -> username.equals(user.username()))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
