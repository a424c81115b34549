package org.baraza.local.platform;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import com.sun.net.httpserver.HttpServer;

/** Stands in for a built service: says that it is ready, or a gateway with {@code FAKE_DIES=yes} dies at once. */
public final class FakeService {

    private static final int OK = 200;

    private FakeService() {}

    public static void main(String[] args) throws IOException {
        print("fake service on port " + System.getenv("HTTP_PORT"));
        if ("yes".equals(System.getenv("FAKE_DIES")) && System.getenv("GATEWAY_ID") != null) {
            print("cannot find my configuration");
            System.exit(5);
        }
        listen("HTTP_PORT");
        listen("MANAGEMENT_PORT");
    }

    /** Puts a fake of every service, built, into a folder that looks like the repository. */
    public static void buildAll(Path repository) throws IOException {
        Files.createDirectories(repository.resolve("deploy/local/target/lib"));
        for (ServiceModule module : ServiceModule.values()) {
            Path folder =
                    Files.createDirectories(repository.resolve(module.folder()).resolve("target/quarkus-app"));
            buildJar(folder.resolve("quarkus-run.jar"));
        }
    }

    private static void buildJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        String entry = FakeService.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new JarEntry(entry));
            FakeService.class.getClassLoader().getResourceAsStream(entry).transferTo(out);
            out.closeEntry();
        }
    }

    private static void listen(String portVariable) throws IOException {
        int port = Integer.parseInt(System.getenv(portVariable));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(OK, -1);
            exchange.close();
        });
        server.start();
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
