package org.baraza.notification.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Counts what the service asks of the database; the driver calls it for every command. */
public final class DatabaseCommands implements CommandListener {

    private static final List<String> COUNTED =
            List.of("find", "aggregate", "insert", "update", "delete", "findAndModify");
    private static final List<String> STATEMENTS = List.of("documents", "updates", "deletes");
    private static final List<Command> SEEN = new CopyOnWriteArrayList<>();
    private static volatile boolean isListening;

    /**
     * A command.
     *
     * @param name its name
     * @param collection of what
     * @param documents how many documents it writes; 0 for one that reads
     * @param isLook whether it looks for what is due, which is done whether there is something or not
     */
    public record Command(String name, String collection, int documents, boolean isLook) {}

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (!isListening || !COUNTED.contains(event.getCommandName())) {
            return;
        }
        BsonDocument command = event.getCommand();
        int documents = STATEMENTS.stream()
                .filter(command::containsKey)
                .mapToInt(name -> command.getArray(name).size())
                .sum();
        BsonValue filter = command.containsKey("query") ? command.get("query") : command.get("filter");
        boolean isLook = filter != null && filter.asDocument().containsKey("dueAt");
        SEEN.add(new Command(
                event.getCommandName(),
                command.getString(event.getCommandName()).getValue(),
                documents,
                isLook));
    }

    /** Begins to count anew. */
    public static void listen() {
        SEEN.clear();
        isListening = true;
    }

    /** Ends counting. */
    public static List<Command> heard() {
        isListening = false;
        return List.copyOf(SEEN);
    }

    /** How many documents of a collection these commands write. */
    public static int written(List<Command> commands, String collection) {
        return commands.stream()
                .filter(command -> command.collection().equals(collection))
                .mapToInt(Command::documents)
                .sum();
    }

    /** How many of these commands are such, leaving out looks for what is due. */
    public static long count(List<Command> commands, Predicate<Command> which) {
        return commands.stream()
                .filter(command -> !command.isLook())
                .filter(which)
                .count();
    }
}
