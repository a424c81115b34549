package org.baraza.local.platform;

import java.util.List;
import java.util.Map;

import org.baraza.contracts.user.AccountType;
import org.baraza.contracts.user.UserChanged;
import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

class DemoCommunityTest {

    private final List<UserChanged> people = DemoCommunity.people();

    @Test
    void thirtyPeopleHaveUniqueIdsAndSimpleUniqueUsernames() {
        assertThat(people).hasSize(30);
        assertThat(people)
                .extracting(UserChanged::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{24}"));
        assertThat(people)
                .extracting(UserChanged::username)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+"));
    }

    @Test
    void fourChaptersHaveOneAdministratorEach() {
        Map<String, Long> administrators = people.stream()
                .filter(user -> user.accountType() == AccountType.CHAPTER_ADMIN)
                .collect(groupingBy(user -> user.chapter().code(), counting()));

        assertThat(administrators)
                .containsOnlyKeys("NBO", "LOS", "ACC", "JNB")
                .allSatisfy((code, n) -> assertThat(n).isEqualTo(1));
    }

    @Test
    void thereIsOneSuperAdministratorAndOnlyHeadquartersHasNoChapter() {
        assertThat(people)
                .filteredOn(user -> user.accountType() == AccountType.SUPER_ADMIN)
                .hasSize(1);
        assertThat(people)
                .filteredOn(user -> user.chapter() == null)
                .extracting(UserChanged::accountType)
                .containsExactlyInAnyOrder(AccountType.SUPER_ADMIN, AccountType.HQ_MEMBER);
    }
}
