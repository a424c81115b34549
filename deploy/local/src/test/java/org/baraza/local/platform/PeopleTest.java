package org.baraza.local.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.UserChanged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PeopleTest {

    private static final String ID = "65c1b0000000000000000001";

    @TempDir
    private Path folder;

    @Test
    void somebodyIsFoundByUsernameByIdAndByFirstNameInAnyCase() {
        People people = People.of(folder);
        UserChanged zawadi = people.named("zawadi");

        assertThat(people.named(zawadi.id())).isEqualTo(zawadi);
        assertThat(people.named("ZAWADI")).isEqualTo(zawadi);
    }

    @Test
    void aFirstNameOfTwoPeopleIsRefused() {
        People people = new People(List.of(person(ID, "asha1"), person(ID.replace('1', '2'), "asha2")));

        assertThatThrownBy(() -> people.named("Asha"))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("More than one person is called 'Asha'");
    }

    @Test
    void nobodyOfThatNameIsRefused() {
        People people = People.of(folder);

        assertThatThrownBy(() -> people.named("nobody"))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("Nobody is called 'nobody'");
    }

    @Test
    void importedPeopleAreRememberedAndTheLastImportCounts() {
        // Given
        People.remember(folder, List.of(person(ID, "asha")));

        // When
        People.remember(folder, List.of(person(ID, "asha.n")));

        // Then
        assertThat(People.of(folder).all()).hasSize(31);
        assertThat(People.of(folder).named(ID).username()).isEqualTo("asha.n");
    }

    @Test
    void whomSomebodyBlocksAndWhetherTheyAreSuspendedIsRead() throws Exception {
        // Given
        Path file = folder.resolve("people.jsonl");
        Files.writeString(
                file,
                "{\"id\":\"asha\",\"firstName\":\"Asha\",\"username\":\"asha\",\"accountType\":\"CHAPTER_MEMBER\","
                        + "\"blockedUserIds\":[\"juma\"],\"isSuspended\":true,"
                        + "\"tokensValidFrom\":\"2026-01-02T03:04:05Z\"}");

        // When
        UserChanged asha = People.read(file).get(0);

        // Then
        assertThat(asha.blockedUserIds()).containsExactly("juma");
        assertThat(asha.isSuspended()).isTrue();
        assertThat(asha.tokensValidFrom()).isEqualTo("2026-01-02T03:04:05Z");
    }

    @Test
    void aLineThatIsNoUserIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("people.jsonl"), "\n{\"id\":}\n");

        assertThatThrownBy(() -> People.read(file))
                .isInstanceOf(SetupException.class)
                .hasMessageStartingWith("Line 2 of " + file + " is not a user: ")
                .hasMessageNotContaining("\n");
    }

    private static UserChanged person(String id, String username) {
        return new UserChanged(id, "Asha", "Nyerere", username, null, null, null, AccountType.CHAPTER_MEMBER, null);
    }
}
