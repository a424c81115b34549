package org.baraza.local.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What signs the links in mails that end them: made when it is first asked for, and kept, for the links live as long. Nobody but
 * the owner may read it.
 *
 * @param folder where it lies
 */
record MailSecret(Path folder) {

    private static final int BYTES = 32;

    String read() {
        Path file = folder.resolve("mail-secret");
        try {
            if (!Files.exists(file)) {
                byte[] secret = new byte[BYTES];
                new SecureRandom().nextBytes(secret);
                Path half = folder.resolve("mail-secret.part");
                Files.deleteIfExists(half);
                KeyFiles.createForOwnerOnly(half);
                Files.writeString(half, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the secret of mails in " + folder, e);
        }
    }
}
