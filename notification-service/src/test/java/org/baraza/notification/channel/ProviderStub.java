package org.baraza.notification.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import org.baraza.local.process.FileTree;

/** A push service that answers as the path asks: {@code /<status>}, {@code /hang} or {@code /reset}. */
final class ProviderStub implements AutoCloseable {

    record Call(String path, MultiMap headers, byte[] body) {}

    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final HttpServer server;
    final List<Call> calls = new CopyOnWriteArrayList<>();

    ProviderStub(Vertx vertx) {
        folder = temporaryFolder();
        keytool("-genkeypair", "-keyalg", "RSA", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost");
        keytool("-exportcert", "-rfc", "-file", certificate());
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions().setPath(keyStore()).setPassword(PASSWORD));
        this.server = vertx.createHttpServer(options)
                .requestHandler(request -> request.body().onSuccess(body -> {
                    calls.add(new Call(request.path(), request.headers(), body.getBytes()));
                    String wanted = request.path().substring(1);
                    if (wanted.equals("reset")) {
                        request.connection().close();
                    } else if (!wanted.equals("hang")) {
                        request.response()
                                .setStatusCode(Integer.parseInt(wanted))
                                .putHeader("Retry-After", "7")
                                .end();
                    }
                }))
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String url(String path) {
        return "https://localhost:" + server.actualPort() + "/" + path;
    }

    String certificate() {
        return folder.resolve("certificate.pem").toString();
    }

    @Override
    public void close() {
        server.close();
        FileTree.delete(folder);
    }

    private String keyStore() {
        return folder.resolve("keys.p12").toString();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("baraza-provider");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), arguments[0]));
        command.addAll(
                List.of("-keystore", keyStore(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-alias", "stub"));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        try {
            int status = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("keytool ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
