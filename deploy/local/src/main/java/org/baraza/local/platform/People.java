package org.baraza.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.baraza.contracts.user.UserChanged;

/**
 * The people the command line knows: the demo community and those imported later, of whom the data folder keeps a list.
 *
 * @param all everybody, each once, as last imported
 */
public record People(List<UserChanged> all) {

    private static final String IMPORTED = "users.jsonl";

    public People {
        all = List.copyOf(all);
    }

    /** The people of a data folder, which need not exist yet. */
    public static People of(Path dataFolder) {
        Map<String, UserChanged> byId = new LinkedHashMap<>();
        DemoCommunity.people().forEach(user -> byId.put(user.id(), user));
        Path imported = dataFolder.resolve(IMPORTED);
        if (Files.exists(imported)) {
            read(imported).forEach(user -> byId.put(user.id(), user));
        }
        return new People(new ArrayList<>(byId.values()));
    }

    /**
     * Reads people from a file with one JSON object per line; empty lines are skipped.
     *
     * @throws SetupException naming the line that is not a user
     */
    public static List<UserChanged> read(Path file) {
        return JsonLines.read(file, UserChanged.class, "a user");
    }

    /** Adds people to the list of a data folder. */
    public static void remember(Path dataFolder, Collection<UserChanged> users) {
        try {
            List<String> lines = new ArrayList<>();
            for (UserChanged user : users) {
                lines.add(Json.MAPPER.writeValueAsString(user));
            }
            Files.write(dataFolder.resolve(IMPORTED), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new SetupException("Cannot write to the data folder " + dataFolder + ": " + e.getMessage(), e);
        }
    }

    /**
     * The one person of that username, id or first name, in any case of letters.
     *
     * @throws SetupException if there is none, or more than one of that first name
     */
    public UserChanged named(String name) {
        return all.stream()
                .filter(user -> name.equals(user.id()) || name.equalsIgnoreCase(user.username()))
                .findFirst()
                .orElseGet(() -> ofFirstName(name));
    }

    private UserChanged ofFirstName(String name) {
        List<UserChanged> found = all.stream()
                .filter(user -> name.equalsIgnoreCase(user.firstName()))
                .toList();
        if (found.isEmpty()) {
            throw new SetupException("Nobody is called '" + name + "': './baraza users' lists everybody.");
        }
        if (found.size() > 1) {
            throw new SetupException("More than one person is called '" + name + "': use a username, as "
                    + found.get(0).username() + ".");
        }
        return found.get(0);
    }
}
