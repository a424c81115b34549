package org.baraza.gateway.presence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;

/** A script that Redis runs as one step; sent by its hash, and whole when Redis does not know it (any more). */
final class RedisScript {

    private final String source;
    private final String hash;

    private RedisScript(String source) {
        this.source = source;
        this.hash = sha1(source);
    }

    /** The script {@code presence/<name>.lua} of this service. */
    static RedisScript named(String name) {
        try (InputStream in = RedisScript.class.getResourceAsStream("/presence/" + name + ".lua")) {
            if (in == null) {
                throw new IllegalStateException("no such script: " + name);
            }
            return new RedisScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the script and gives what it returns as a list of texts. */
    Uni<List<String>> run(ReactiveRedisDataSource redis, List<String> keys, List<String> args) {
        return redis.execute("EVALSHA", arguments(hash, keys, args))
                .onFailure(RedisScript::isUnknownScript)
                .recoverWithUni(() -> redis.execute("EVAL", arguments(source, keys, args)))
                .map(RedisScript::texts);
    }

    private static String[] arguments(String script, List<String> keys, List<String> args) {
        List<String> all = new ArrayList<>(2 + keys.size() + args.size());
        all.add(script);
        all.add(Integer.toString(keys.size()));
        all.addAll(keys);
        all.addAll(args);
        return all.toArray(String[]::new);
    }

    private static boolean isUnknownScript(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().contains("NOSCRIPT");
    }

    private static List<String> texts(Response response) {
        List<String> texts = new ArrayList<>();
        if (response != null && response.type() == io.vertx.redis.client.ResponseType.MULTI) {
            response.forEach(element -> texts.add(element.toString()));
        }
        return texts;
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
