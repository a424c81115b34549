package org.baraza.rest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PageTest {

    @Test
    void isTheFirstOfTwentyUnlessSaidOtherwise() {
        assertThat(page(null, null)).satisfies(page -> {
            assertThat(page.number()).isEqualTo(1);
            assertThat(page.limit()).isEqualTo(20);
            assertThat(page.skip()).isZero();
        });
        assertThat(page("", "").number()).isEqualTo(1);
        assertThat(page("", "").limit()).isEqualTo(20);
    }

    @Test
    void passesOverThePagesBeforeIt() {
        assertThat(page("3", "50").skip()).isEqualTo(100);
        assertThat(page("1000000", "100").skip()).isEqualTo(99_999_900L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "101", "1000", "2147483647"})
    void hasNoMoreThanAHundredEntries(String limit) {
        assertThat(page("1", limit).limit()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1000001",
                "2147483648",
                "99999999999999999999",
                "1.5",
                "1e2",
                " 1",
                "1 ",
                "+1",
                "x",
                "\u0661",
                "null",
                "{\"$gt\":1}"
            })
    void hasANumberFromOneToAMillion(String number) {
        assertRefused(
                "page must be a whole number from 1 to 1000000",
                () -> page(number, "10").number());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "2147483648", "ten", "10;", "\u0661\u0660"})
    void hasAPositiveLimit(String limit) {
        assertRefused(
                "limit must be a whole number from 1 to 2147483647",
                () -> page("1", limit).limit());
    }

    private static void assertRefused(String detail, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem()).isEqualTo(Problem.of(400, "BAD_REQUEST", detail)));
    }

    private static Page page(String number, String limit) {
        Page page = new Page();
        page.page = number;
        page.limit = limit;
        return page;
    }
}
