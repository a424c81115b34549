package org.baraza.notification.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import io.vertx.core.net.PfxOptions;
import org.baraza.local.process.FileTree;

/** A certificate for {@code localhost} that signs itself; one for all tests of a run, for it takes a second to make. */
final class TestCertificate {

    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "stub";
    private static final TestCertificate SHARED = new TestCertificate();

    private final Path folder = temporaryFolder();
    private final KeyStore.PrivateKeyEntry entry;

    private TestCertificate() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> FileTree.delete(folder)));
        keytool("-genkeypair", "-keyalg", "RSA", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost");
        keytool("-exportcert", "-rfc", "-file", pem());
        entry = entry();
    }

    static TestCertificate shared() {
        return SHARED;
    }

    /** The file with the certificate alone. */
    String pem() {
        return folder.resolve("certificate.pem").toString();
    }

    PfxOptions options() {
        return new PfxOptions().setPath(keyStore().toString()).setPassword(PASSWORD);
    }

    X509Certificate[] chain() {
        return new X509Certificate[] {(X509Certificate) entry.getCertificate()};
    }

    PrivateKey key() {
        return entry.getPrivateKey();
    }

    private Path keyStore() {
        return folder.resolve("keys.p12");
    }

    private KeyStore.PrivateKeyEntry entry() {
        KeyStore.PasswordProtection password = new KeyStore.PasswordProtection(PASSWORD.toCharArray());
        try (InputStream in = Files.newInputStream(keyStore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return (KeyStore.PrivateKeyEntry) store.getEntry(ALIAS, password);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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
        command.addAll(List.of(
                "-keystore", keyStore().toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-alias", ALIAS));
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
