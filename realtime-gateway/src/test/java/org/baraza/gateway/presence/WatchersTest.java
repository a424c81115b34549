package org.baraza.gateway.presence;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WatchersTest {

    private final Watchers watchers = new Watchers();

    @Test
    void watchesAllWithWhomAConversationIsShared() {
        // Given
        long aminaEntered = watchers.enter("amina");

        // When
        watchers.complete("amina", List.of("baraka", "chidi", "amina"), aminaEntered);

        // Then
        assertThat(watchers.isComplete("amina")).isTrue();
        assertThat(watchers.watchedBy("amina")).containsExactlyInAnyOrder("baraka", "chidi");
        assertThat(watchers.of("baraka")).containsExactly("amina");
        assertThat(watchers.of("amina"))
                .as("nobody is told about themselves here")
                .isEmpty();
    }

    @Test
    void whoIsMetWhileContactsAreReadIsWatchedToo() {
        // Given
        long aminaEntered = watchers.enter("amina");

        // When
        boolean isNew = watchers.meet("amina", "daudi");
        watchers.complete("amina", List.of("baraka"), aminaEntered);

        // Then
        assertThat(isNew).isTrue();
        assertThat(watchers.watchedBy("amina")).containsExactlyInAnyOrder("baraka", "daudi");
    }

    @Test
    void whoIsMetAgainIsNoNews() {
        // Given
        long aminaEntered = watchers.enter("amina");
        watchers.complete("amina", List.of("baraka"), aminaEntered);

        // When
        boolean isNew = watchers.meet("amina", "baraka");

        // Then
        assertThat(isNew).isFalse();
        assertThat(watchers.of("baraka")).containsExactly("amina");
    }

    @Test
    void whoHasNotAskedWatchesNobody() {
        // When
        watchers.complete("amina", List.of("baraka"), 0);
        boolean isNew = watchers.meet("amina", "baraka");

        // Then
        assertThat(isNew).isFalse();
        assertThat(watchers.isComplete("amina")).isFalse();
        assertThat(watchers.of("baraka")).isEmpty();
    }

    @Test
    void whoLeavesIsToldNothingAndLeavesNothingBehind() {
        // Given
        long aminaEntered = watchers.enter("amina");
        watchers.complete("amina", List.of("baraka", "chidi"), aminaEntered);
        long daudiEntered = watchers.enter("daudi");
        watchers.complete("daudi", List.of("baraka"), daudiEntered);

        // When
        watchers.leave("amina", () -> true);

        // Then
        assertThat(watchers.of("baraka")).containsExactly("daudi");
        assertThat(watchers.of("chidi")).isEmpty();
        assertThat(watchers.watchedBy("amina")).isEmpty();
        assertThat(watchers.isComplete("amina")).isFalse();
    }

    @Test
    void whoIsBackBeforeTheyHaveLeftStays() {
        // Given
        long aminaEntered = watchers.enter("amina");
        watchers.complete("amina", List.of("baraka"), aminaEntered);

        // When
        watchers.leave("amina", () -> false);

        // Then
        assertThat(watchers.of("baraka")).containsExactly("amina");
    }

    @Test
    void whatIsInDoubtWhileItIsReadIsNotComplete() {
        // Given
        long entered = watchers.enter("amina");

        // When
        watchers.doubtAll();
        watchers.complete("amina", List.of("baraka"), entered);

        // Then
        assertThat(watchers.isComplete("amina")).isFalse();
        assertThat(watchers.of("baraka")).containsExactly("amina");
    }

    @Test
    void whatIsInDoubtIsReadAgainAndKeptMeanwhile() {
        // Given
        long aminaEntered = watchers.enter("amina");
        watchers.complete("amina", List.of("baraka"), aminaEntered);

        // When
        watchers.doubtAll();

        // Then
        assertThat(watchers.isComplete("amina")).isFalse();
        assertThat(watchers.of("baraka")).containsExactly("amina");
    }
}
