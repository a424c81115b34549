package org.baraza.local.database;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

import de.bwaldvogel.mongo.MongoServer;
import org.baraza.local.process.ParentWatch;
import org.h2.mvstore.MVStore;

/** The child JVM of the stand-in database: arguments are the data folder and the port. */
public final class StandInDatabaseMain {

    private StandInDatabaseMain() {}

    public static void main(String[] args) throws Exception {
        ParentWatch.exitWithParent();
        Path data = Files.createDirectories(Path.of(args[0]));
        MVStore store = DurableBackend.open(data.resolve("baraza.mv.db"));
        MongoServer server = new MongoServer(new DurableBackend(store));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow, "stop-stand-in"));
        server.bind("127.0.0.1", Integer.parseInt(args[1]));
        out().println(StandInDatabase.READY + " on 127.0.0.1:" + args[1]);
    }

    /** Standard output is this process's way to say that it is ready. */
    private static PrintStream out() {
        return System.out;
    }
}
