package org.baraza.gateway.limit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QuotaTest {

    private final Quota quota = new Quota(2);

    @Test
    void grantsEachAsManyAsTheyMayHave() {
        assertThat(quota.take("amina")).isTrue();
        assertThat(quota.take("amina")).isTrue();
        assertThat(quota.take("amina")).isFalse();
        assertThat(quota.isUsedUp("amina")).isTrue();
        assertThat(quota.take("baraka")).isTrue();
        assertThat(quota.isUsedUp("baraka")).isFalse();
    }

    @Test
    void grantsAgainWhatWasGivenBack() {
        // Given
        quota.take("amina");
        quota.take("amina");

        // When
        quota.giveBack("amina");

        // Then
        assertThat(quota.take("amina")).isTrue();
        assertThat(quota.take("amina")).isFalse();
    }

    @Test
    void remembersWhatWasAddedPastTheLimit() {
        // Given
        quota.add("amina");
        quota.add("amina");
        quota.add("amina");

        // When
        quota.giveBack("amina");

        // Then
        assertThat(quota.isUsedUp("amina")).isTrue();
        quota.giveBack("amina");
        assertThat(quota.isUsedUp("amina")).isFalse();
    }

    @Test
    void isNoQuotaWithoutAPositiveNumber() {
        assertThatThrownBy(() -> new Quota(0)).hasMessageContaining("positive");
    }
}
