package org.baraza.contracts;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TopicsTest {

    @Test
    void haveShortNames() {
        assertThat(Topics.named("message-events")).isEqualTo(Topics.MESSAGE_EVENTS);
        assertThat(Topics.shortNameOf(Topics.MESSAGE_EVENTS)).isEqualTo("message-events");
    }

    @Test
    void everyTopicHasItsDeadLettersBesideIt() {
        assertThat(Topics.all())
                .extracting(Topics.Topic::name)
                .doesNotHaveDuplicates()
                .contains(Topics.MESSAGE_COMMANDS, Topics.deadLettersOf(Topics.MESSAGE_COMMANDS))
                .filteredOn(name -> !name.endsWith(".dlq"))
                .hasSize(7)
                .allMatch(name -> name.matches("baraza\\.[a-z-]+\\.v1"))
                .allSatisfy(name ->
                        assertThat(Topics.all()).extracting(Topics.Topic::name).contains(Topics.deadLettersOf(name)));
    }

    @Test
    void onlyTheDirectoryIsCompacted() {
        assertThat(Topics.all())
                .filteredOn(Topics.Topic::compacted)
                .extracting(Topics.Topic::name)
                .containsExactly(Topics.USER_EVENTS);
    }
}
