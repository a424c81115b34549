package org.baraza.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * Everything that a run found, as Markdown.
 *
 * @param sides the names of the sides, Baraza first
 * @param comparisons one for each workload
 * @param machine what it ran on
 * @param database what both sides stored in
 * @param rounds how often each side had its turn
 */
public record Report(List<String> sides, List<Comparison> comparisons, String machine, String database, int rounds) {

    private static final String METHOD = """
            ## How it was measured

            - Both sides run on one machine, at the same time, with the same Redis and the same database; one of them is under
              load at a time, and they take turns. A figure is the median of the rounds, with the least and the greatest.
            - The generator is one process with one event loop and runs on the same machine. Loads are open: a send is due at
              its time whatever the server does, and latency counts from then. Every message is accounted for.
            - Server CPU is that of all processes that a message passes through: for Baraza the four services, Kafka, Redis
              and the database; for the old design Node, Redis and the database. Where messages go to many, the first figure
              is that of delivery (gateway, Kafka and Redis; Node and Redis), since the old design stores nothing of them there;
              the second counts all processes of Baraza, whose other services keep the broadcast meanwhile.
            - Each side is warm before it is measured. Both tell a recipient of a message by the same two events: `message:new` or
              `message:broadcast`, and `notification:new-message`. A delivery is both.
            - Memory is the growth of the resident set of the process that holds the sockets, after a garbage collection. What the
              warm-up has touched of a virtual machine's heap counts as there before, which favours Baraza.
            - Baraza's services run on while the old design is measured, and ask Redis and the database for what is due meanwhile.
            - The old design is `src/main/node/old-design` of this module: one Node process, Socket.IO with its Redis adapter,
              MongoDB with majority writes, four calls a message. It has its best settings: WebSocket only, no compression,
              no kept handshake.
            - Figures are good for comparing the columns. They say little about other machines.
            """;

    /** The whole document. */
    public String markdown() {
        StringBuilder text = new StringBuilder("# Benchmarks\n\n");
        text.append("Written by `./baraza benchmark` on ")
                .append(LocalDate.now())
                .append(". ")
                .append(machine);
        text.append(" Database: ")
                .append(database)
                .append(". Rounds: ")
                .append(rounds)
                .append(".\n");
        for (Comparison comparison : comparisons) {
            text.append("\n## ").append(capital(comparison.description())).append("\n\n| | ");
            text.append(String.join(" | ", sides)).append(" | ratio |\n|---|");
            text.append("---|".repeat(sides.size() + 1)).append('\n');
            comparison.rows().forEach(row -> text.append(row).append('\n'));
        }
        return text.append('\n').append(METHOD).toString();
    }

    /** Replaces a file by the document. */
    public void writeTo(Path file) {
        try {
            Files.writeString(file, markdown());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
