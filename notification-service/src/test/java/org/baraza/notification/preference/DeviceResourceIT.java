package org.baraza.notification.preference;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.baraza.notification.testing.BackendsResource;
import org.baraza.notification.testing.Conversation;
import org.baraza.notification.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class DeviceResourceIT {

    private static final String PATH = "/api/v1/notifications/push-tokens";
    /** The point from which all keys of the curve are made, and sixteen bytes. */
    private static final String P256DH =
            "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU";

    private static final String AUTH = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final String ENDPOINT = "https://push.example.com/send/";

    private final String amina = Conversation.somebody("amina");
    private final String bob = Conversation.somebody("bob");

    @Inject
    DeviceRepository devices;

    @Test
    void aTokenBelongsToWhoRegisteredItLast() {
        // Given
        String eve = Conversation.somebody("eve");
        String token = "t-" + bob;

        // When
        register(bob, token, "android", "phone").then().statusCode(200);
        register(eve, token, "android", "phone").then().statusCode(200);

        // Then
        assertThat(of(bob)).isEmpty();
        assertThat(of(eve)).extracting(Device::token).containsExactly(token);
    }

    @Test
    void aDeviceHasItsLastTokenOnly() {
        // When
        register(bob, "one-" + bob, "android", "phone").then().statusCode(200);
        register(bob, "two-" + bob, "android", "phone").then().statusCode(200);
        register(bob, "three-" + bob, "android", "tablet").then().statusCode(200);

        // Then
        assertThat(of(bob)).extracting(Device::token).containsExactlyInAnyOrder("two-" + bob, "three-" + bob);
    }

    @Test
    void aTokenGoesWhenItsOwnerTakesItAwayAndNotForOthers() {
        // Given
        String token = "a/b:c-" + bob;
        register(bob, token, "android", "phone").then().statusCode(200);

        // When
        Response strangers = remove(Conversation.somebody("eve"), token);
        List<Device> afterStranger = of(bob);
        Response own = remove(bob, token);

        // Then
        assertThat(strangers.statusCode()).isEqualTo(200);
        assertThat(afterStranger).hasSize(1);
        assertThat(own.jsonPath().getMap("$")).containsOnlyKeys("message");
        assertThat(of(bob)).isEmpty();
    }

    @Test
    void aBrowserRegistersItsSubscriptionAsAnObjectOrAsText() {
        // Given
        String subscription = subscription(ENDPOINT + bob, P256DH, AUTH);

        // When
        body(bob, "{\"deviceType\":\"web\",\"deviceId\":\"firefox\",\"token\":" + subscription + "}")
                .then()
                .statusCode(200);
        register(bob, subscription.replace("\"", "\\\""), "web", "firefox")
                .then()
                .statusCode(200);
        List<Device> registered = of(bob);
        Response removed = remove(bob, subscription);

        // Then
        assertThat(registered).singleElement().satisfies(device -> {
            assertThat(device.token()).isEqualTo(ENDPOINT + bob);
            assertThat(device.p256dh()).isEqualTo(P256DH);
            assertThat(device.auth()).isEqualTo(AUTH);
        });
        assertThat(removed.statusCode()).isEqualTo(200);
        assertThat(of(bob)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.1/x, " + P256DH + ", " + AUTH + ", token.endpoint",
        "http://push.example.com/x, " + P256DH + ", " + AUTH + ", token.endpoint",
        "https://push.example.com/x, AAAA, " + AUTH + ", token.keys.p256dh",
        "https://push.example.com/x, $$$$, " + AUTH + ", token.keys.p256dh",
        "https://push.example.com/x, "
                + "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfQ, "
                + AUTH
                + ", token.keys.p256dh",
        "https://push.example.com/x, " + P256DH + ", AAAA, token.keys.auth"
    })
    void aSubscriptionThatIsNoneIsRefusedByItsField(String endpoint, String key, String auth, String field) {
        Response response = body(
                bob, "{\"deviceType\":\"web\",\"deviceId\":\"d\",\"token\":" + subscription(endpoint, key, auth) + "}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.jsonPath().getString("message")).contains(field).doesNotContain(endpoint);
        assertThat(of(bob)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deviceType | {\"token\":\"x\",\"deviceId\":\"d\"}",
                "deviceType | {\"token\":\"x\",\"deviceId\":\"d\",\"deviceType\":\"fridge\"}",
                "deviceType | {\"token\":\"x\",\"deviceId\":\"d\",\"deviceType\":{\"$ne\":1}}",
                "deviceId | {\"token\":\"x\",\"deviceType\":\"android\"}",
                "deviceId | {\"token\":\"x\",\"deviceType\":\"android\",\"deviceId\":{\"$gt\":\"\"}}",
                "token | {\"deviceId\":\"d\",\"deviceType\":\"android\"}",
                "token | {\"token\":\"\",\"deviceId\":\"d\",\"deviceType\":\"android\"}",
                "token | {\"token\":\"a b\",\"deviceId\":\"d\",\"deviceType\":\"android\"}",
                "token | {\"token\":[\"x\"],\"deviceId\":\"d\",\"deviceType\":\"android\"}",
                "token | {\"token\":\"xyz\",\"deviceId\":\"d\",\"deviceType\":\"ios\"}",
                "token | {\"token\":\"no json\",\"deviceId\":\"d\",\"deviceType\":\"web\"}",
                "body | []",
                "body | null"
            })
    void aMistakeIsRefusedByTheNameOfItsField(String field, String body) {
        Response response = body(bob, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.jsonPath().getString("message")).contains(field);
        assertThat(of(bob)).isEmpty();
    }

    @Test
    void oneDeviceTooManyIsRefused() {
        // Given
        fill();

        // When
        Response response = register(bob, "more-" + bob, "android", "more");

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(of(bob)).hasSize(DeviceResource.MAX_DEVICES);
    }

    @Test
    void aDeviceTooManyLeavesItsTokenWithItsOwner() {
        // Given
        String token = "of-" + amina;
        register(amina, token, "android", "phone").then().statusCode(200);
        fill();

        // When
        Response response = register(bob, token, "android", "more");

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(of(amina)).extracting(Device::token).containsExactly(token);
    }

    @Test
    void aNewTokenOfOneOfTheMostDevicesIsNotOneTooMany() {
        // Given
        fill();

        // When
        Response renewed = register(bob, "new-" + bob, "android", "device-0");
        Response renamed = register(bob, "1-" + bob, "android", "device-0");

        // Then
        assertThat(renewed.statusCode()).isEqualTo(200);
        assertThat(renamed.statusCode()).isEqualTo(200);
        assertThat(of(bob)).extracting(Device::token).contains("1-" + bob).doesNotContain("new-" + bob, "0-" + bob);
    }

    private void fill() {
        for (int i = 0; i < DeviceResource.MAX_DEVICES; i++) {
            register(bob, i + "-" + bob, "android", "device-" + i).then().statusCode(200);
        }
    }

    private List<Device> of(String userId) {
        return devices.of(List.of(userId)).await().indefinitely();
    }

    private static String subscription(String endpoint, String key, String auth) {
        return "{\"endpoint\":\"" + endpoint + "\",\"expirationTime\":null,\"keys\":{\"p256dh\":\"" + key
                + "\",\"auth\":\"" + auth + "\"}}";
    }

    private static Response register(String userId, String token, String type, String deviceId) {
        return body(
                userId,
                "{\"token\":\"" + token + "\",\"deviceType\":\"" + type + "\",\"deviceId\":\"" + deviceId + "\"}");
    }

    private static Response body(String userId, String body) {
        return Tokens.as(userId).contentType(ContentType.JSON).body(body).post(PATH);
    }

    private static Response remove(String userId, String token) {
        String encoded = URLEncoder.encode(token, StandardCharsets.UTF_8);
        return Tokens.as(userId).urlEncodingEnabled(false).delete(PATH + "/" + encoded);
    }
}
