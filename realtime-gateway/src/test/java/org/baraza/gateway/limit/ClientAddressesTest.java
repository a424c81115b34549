package org.baraza.gateway.limit;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClientAddressesTest {

    private static final List<String> PROXIES =
            List.of("10.0.0.0/8", "192.0.2.128/25", "2001:db8:ffff::/48", "127.0.0.1");

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // no proxy: whatever it says
                "203.0.113.7           | 198.51.100.1                     | 203.0.113.7",
                "11.0.0.1              | 198.51.100.1                     | 11.0.0.1",
                "192.0.2.127           | 198.51.100.1                     | 192.0.2.127",
                // one proxy, and several
                "10.1.2.3              | 198.51.100.1                     | 198.51.100.1",
                "192.0.2.128           | 198.51.100.1                     | 198.51.100.1",
                "127.0.0.1             | 198.51.100.1,10.9.9.9            | 198.51.100.1",
                "10.1.2.3              | 198.51.100.1,192.0.2.200,10.9.9.9| 198.51.100.1",
                // what the client made up stands further left
                "10.1.2.3              | 1.1.1.1,198.51.100.1             | 198.51.100.1",
                "10.1.2.3              | 10.0.0.1,198.51.100.1            | 198.51.100.1",
                // nothing but proxies, nonsense, or nothing: the last that is known
                "10.1.2.3              | 10.0.0.1                         | 10.0.0.1",
                "10.1.2.3              | nonsense                         | 10.1.2.3",
                "10.1.2.3              | nonsense,10.0.0.1                | 10.0.0.1",
                "10.1.2.3              | ''                               | 10.1.2.3",
                // with a port
                "10.1.2.3              | 198.51.100.1:4711                | 198.51.100.1",
                "10.1.2.3              | [2001:db8:1:2:3::4]:4711         | 2001:db8:1:2:0:0:0:0/64",
                // IPv6
                "2001:db8:1:2:3:4:5:6  | ''                               | 2001:db8:1:2:0:0:0:0/64",
                "2001:db8:ffff:1::1    | 2001:db8:1:2::9                  | 2001:db8:1:2:0:0:0:0/64",
                "::ffff:10.1.2.3       | ::ffff:198.51.100.1              | 198.51.100.1",
                "::1                   | 198.51.100.1                     | 0:0:0:0:0:0:0:0/64"
            })
    void goesBackAsFarAsProxiesAreTrusted(String connected, String forwarded, String expected) {
        ClientAddresses addresses = new ClientAddresses(PROXIES, "X-Forwarded-For");

        assertThat(addresses.keyOf(connected, List.of(forwarded))).isEqualTo(expected);
        // several lines of a header are as one
        assertThat(addresses.keyOf(connected, Arrays.asList(forwarded.split(","))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=198.51.100.1                                     | 198.51.100.1",
                "For=\"198.51.100.1:47011\"; proto=https; by=10.0.0.1 | 198.51.100.1",
                "for=1.1.1.1, for=198.51.100.1;host=x, for=10.0.0.9   | 198.51.100.1",
                "proto=https;for=\"[2001:db8:cafe::17]:4711\"         | 2001:db8:cafe:0:0:0:0:0/64",
                "for=unknown                                          | 10.1.2.3",
                "proto=https                                          | 10.1.2.3",
                "198.51.100.1                                         | 10.1.2.3"
            })
    void readsTheStandardHeaderWhereProxiesSetThatOne(String forwarded, String expected) {
        ClientAddresses addresses = new ClientAddresses(PROXIES, "Forwarded");

        assertThat(addresses.header()).isEqualTo("Forwarded");
        assertThat(addresses.keyOf("10.1.2.3", List.of(forwarded))).isEqualTo(expected);
    }

    @Test
    void trustsNobodyUnlessToldTo() {
        ClientAddresses addresses = new ClientAddresses(List.of(), "X-Forwarded-For");

        assertThat(addresses.keyOf("127.0.0.1", List.of("198.51.100.1"))).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "2001:db8::/129", "localhost", "proxy.example"})
    void takesNothingButAddressesForProxies(String range) {
        assertThatThrownBy(() -> new ClientAddresses(List.of(range), "Forwarded"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsTwoHeaders() {
        assertThatThrownBy(() -> new ClientAddresses(List.of(), "X-Real-IP"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
