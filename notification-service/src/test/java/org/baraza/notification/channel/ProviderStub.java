package org.baraza.notification.channel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;

/** A push service that answers as the path asks: {@code /<status>}, {@code /hang} or {@code /reset}. */
final class ProviderStub implements AutoCloseable {

    record Call(String path, MultiMap headers, byte[] body) {}

    private final TestCertificate certificate = TestCertificate.shared();
    private final HttpServer server;
    final List<Call> calls = new CopyOnWriteArrayList<>();

    ProviderStub(Vertx vertx) {
        HttpServerOptions options = new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.options());
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
        return certificate.pem();
    }

    @Override
    public void close() {
        server.close();
    }
}
