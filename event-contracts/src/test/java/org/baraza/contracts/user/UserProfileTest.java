package org.baraza.contracts.user;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class UserProfileTest {

    @Test
    void isCalledByAsMuchOfTheNameAsIsKnown() {
        assertThat(profile("Amina", "Otieno", "amina.o").displayName()).isEqualTo("Amina Otieno");
        assertThat(profile("Amina", null, "amina.o").displayName()).isEqualTo("Amina");
        assertThat(profile(null, "Otieno", "amina.o").displayName()).isEqualTo("Otieno");
        assertThat(profile(null, null, "amina.o").displayName()).isEqualTo("amina.o");
        assertThat(profile(" ", "", "amina.o").displayName()).isEqualTo("amina.o");
        assertThat(UserProfile.unknown("u1").displayName()).isEqualTo("u1");
    }

    @Test
    void showsNothingOfAPersonThatOthersHaveNoBusinessWith() {
        // Given
        UserChanged user = new UserChanged(
                "u1", "Amina", "Otieno", "amina.o", "slug", "photo", "a@b.org", AccountType.HQ_MEMBER, null);

        // When
        UserProfile profile = user.profile();

        // Then
        assertThat(profile).isEqualTo(new UserProfile("u1", "Amina", "Otieno", "amina.o", "slug", "photo"));
    }

    @Test
    void belongsToSomebodyWithAnId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UserChanged("not an id", null, null, null, null, null, null, null, null));
    }

    private static UserProfile profile(String firstName, String lastName, String username) {
        return new UserProfile("u1", firstName, lastName, username, null, null);
    }
}
