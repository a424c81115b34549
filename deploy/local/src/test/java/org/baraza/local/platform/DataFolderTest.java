package org.baraza.local.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DataFolderTest {

    @TempDir
    private Path parent;

    @Test
    void aNewFolderIsSetUpWithKeysThatOnlyTheOwnerMayRead() throws Exception {
        try (DataFolder folder = DataFolder.open(path(), false)) {
            assertThat(DataFolder.isSetUp(folder.path())).isTrue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path().resolve("keys/private.pem"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theSecondStartFindsTheSameKeys() throws Exception {
        // Given
        DataFolder.open(path(), false).close();
        String keys = Files.readString(path().resolve("keys/private.pem"));

        // When
        DataFolder.open(path(), false).close();

        // Then
        assertThat(path().resolve("keys/private.pem")).hasContent(keys);
    }

    @Test
    void theSecretOfMailsIsMadeOnceAndTheOwnersAlone() throws Exception {
        // Given
        DataFolder.open(path(), false).close();

        // When
        String secret = new MailSecret(path().resolve("keys")).read();

        // Then
        assertThat(secret).hasSize(43);
        assertThat(new MailSecret(path().resolve("keys")).read()).isEqualTo(secret);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path().resolve("keys/mail-secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aFolderWithOtherThingsInItIsLeftAlone() throws Exception {
        Files.createDirectories(path());
        Files.writeString(path().resolve("thesis.txt"), "mine");

        assertRefused("holds other things than Baraza's data");
        assertThat(path()).isDirectoryContaining("glob:**thesis.txt").isDirectoryNotContaining("glob:**.lock");
    }

    @Test
    void aFolderThatWasNeverSetUpCompletelyIsRefused() throws Exception {
        Files.createDirectories(path());
        Files.createFile(path().resolve(".baraza-unfinished"));

        assertRefused("never set up completely: remove it");
    }

    @Test
    void aFolderOfAnotherLayoutIsRefused() throws Exception {
        DataFolder.open(path(), false).close();
        Files.writeString(path().resolve(".baraza"), "99\n");

        assertRefused("has layout 99 and this version needs 1");
    }

    @Test
    void aFolderInUseIsRefusedUntilItIsReleased() {
        DataFolder first = DataFolder.open(path(), false);

        assertRefused("Another Baraza runs on the data folder");
        first.close();
        DataFolder.open(path(), false).close();
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefused() throws Exception {
        Files.writeString(path(), "");

        assertRefused("is a file: choose a folder");
    }

    @Test
    void anEphemeralFolderIsGoneAfterwards() {
        DataFolder.open(path(), true).close();

        assertThat(path()).doesNotExist();
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> DataFolder.open(path(), false))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    private Path path() {
        return parent.resolve("data with a space");
    }
}
