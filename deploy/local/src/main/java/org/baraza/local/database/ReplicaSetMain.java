package org.baraza.local.database;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;

import static com.mongodb.client.model.Filters.eq;

/**
 * Gives a {@code mongod} its replica set of one and waits until it is primary. Arguments: the set's name, the port, and
 * how many seconds to wait. Exit code 0 means primary.
 */
public final class ReplicaSetMain {

    private static final int NOT_YET_INITIALIZED = 94;
    private static final Duration POLL = Duration.ofMillis(50);

    private final MongoClient client;
    private final String name;
    private final String host;

    private ReplicaSetMain(MongoClient client, String name, String host) {
        this.client = client;
        this.name = name;
        this.host = host;
    }

    public static void main(String[] args) throws InterruptedException {
        String host = "127.0.0.1:" + args[1];
        Instant limit = Instant.now().plusSeconds(Long.parseLong(args[2]));
        try (MongoClient client = MongoClients.create(
                "mongodb://" + host + "/?directConnection=true&serverSelectionTimeoutMS=10000&appName=replica-set")) {
            ReplicaSetMain main = new ReplicaSetMain(client, args[0], host);
            main.configure();
            main.awaitPrimary(limit);
        }
    }

    private void configure() {
        try {
            admin().runCommand(new Document("replSetGetStatus", 1));
        } catch (MongoCommandException e) {
            if (e.getErrorCode() == NOT_YET_INITIALIZED) {
                admin().runCommand(new Document("replSetInitiate", configuration(1)));
                return;
            }
            // A set that knows this server under another port reports that it is no member: see below.
        }
        Document stored = client.getDatabase("local")
                .getCollection("system.replset")
                .find(eq("_id", name))
                .first();
        if (stored != null && !host.equals(storedHost(stored))) {
            int version = stored.getInteger("version") + 1;
            admin().runCommand(new Document("replSetReconfig", configuration(version)).append("force", true));
        }
    }

    private void awaitPrimary(Instant limit) throws InterruptedException {
        while (!admin().runCommand(new Document("hello", 1)).getBoolean("isWritablePrimary", false)) {
            if (Instant.now().isAfter(limit)) {
                throw new IllegalStateException(host + " did not become primary");
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private Document configuration(int version) {
        Document member = new Document("_id", 0).append("host", host);
        return new Document("_id", name).append("version", version).append("members", List.of(member));
    }

    private static String storedHost(Document configuration) {
        return configuration.getList("members", Document.class).get(0).getString("host");
    }

    private MongoDatabase admin() {
        return client.getDatabase("admin");
    }
}
