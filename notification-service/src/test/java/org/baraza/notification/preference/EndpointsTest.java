package org.baraza.notification.preference;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EndpointsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://fcm.googleapis.com/fcm/send/abc:def",
                "https://updates.push.services.mozilla.com/wpush/v2/x",
                "https://web.push.apple.com/Q1",
                "https://db5p.notify.windows.com:443/w/?token=x"
            })
    void thoseOfBrowsersAreAllowed(String endpoint) {
        assertThat(Endpoints.isAllowed(endpoint, false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://fcm.googleapis.com/x",
                "ftp://fcm.googleapis.com/x",
                "https://localhost/x",
                "https://127.0.0.1/x",
                "https://127.1/x",
                "https://2130706433/x",
                "https://0x7f000001/x",
                "https://0177.0.0.1/x",
                "https://[::1]/x",
                "https://[::ffff:127.0.0.1]/x",
                "https://169.254.169.254/latest/meta-data",
                "https://10.0.0.1/x",
                "https://intranet/x",
                "https://mongodb.internal/x",
                "https://printer.local/x",
                "https://push.example.com:8443/x",
                "https://user:secret@push.example.com/x",
                "https://push.example.com#x",
                "https://push_example.com/x",
                "//push.example.com/x",
                "javascript:alert(1)",
                "{\"$ne\":null}",
                "",
                " "
            })
    void othersAreNot(String endpoint) {
        assertThat(Endpoints.isAllowed(endpoint, false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "192.0.0.8",
                "100.64.0.1",
                "169.254.169.254",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "::ffff:10.0.0.1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2001:0:1::"
            })
    void anAddressOfOurOwnIsNotPublic(String address) throws UnknownHostException {
        assertThat(Endpoints.isPublic(InetAddress.getByName(address))).isFalse();
        assertThatThrownBy(() -> Endpoints.resolve(address, false)).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void addressesOfTheWorldAre() throws UnknownHostException {
        for (String address : new String[] {"8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.0.1", "2a00:1450::1"}) {
            assertThat(Endpoints.isPublic(InetAddress.getByName(address))).isTrue();
        }
    }
}
