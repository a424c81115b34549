package org.baraza.local.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/**
 * A pair of RSA keys for RS256 in two PEM files; nobody but the owner may read the private one.
 *
 * @param folder where they lie
 */
public record KeyFiles(Path folder) {

    private static final String ALGORITHM = "RSA";
    private static final int BITS = 2048;
    private static final int LINE_LENGTH = 64;

    /** A new pair in a folder of its own below {@code target}, for the tests of a module. */
    public static KeyFiles forTests() {
        try {
            Path target = Files.createDirectories(Path.of("target", "keys").toAbsolutePath());
            KeyFiles keys = new KeyFiles(Files.createTempDirectory(target, "pair-"));
            keys.create();
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path publicKey() {
        return folder.resolve("public.pem");
    }

    public Path privateKey() {
        return folder.resolve("private.pem");
    }

    /** Makes a new pair in a folder that has none. */
    void create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            Files.createDirectories(folder);
            createForOwnerOnly(privateKey());
            Files.writeString(privateKey(), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            Files.writeString(publicKey(), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the keys in " + folder, e);
        }
    }

    KeyPair read() throws IOException, GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(bytes(publicKey()))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(bytes(privateKey()))));
    }

    /** The permissions come before the content, so that there is no moment in which others may read it. */
    static void createForOwnerOnly(Path file) throws IOException {
        Files.createFile(file);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    file, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
    }

    private static String pem(String type, byte[] content) {
        String base64 = Base64.getMimeEncoder(LINE_LENGTH, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }

    private static byte[] bytes(Path pem) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(pem).replaceAll("-----[A-Z ]+-----", ""));
    }
}
