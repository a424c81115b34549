package org.baraza.gateway.presence;

import java.io.IOException;
import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import org.baraza.gateway.GatewayConfig;
import org.baraza.gateway.edge.Forwarder;
import org.baraza.gateway.session.Identity;

/** Asks conversation-service with whom somebody shares a conversation. */
@Singleton
class ContactReader {

    private static final String PATH = "/api/v1/messages/contacts";
    private static final int OK = 200;

    private final Forwarder forwarder;
    private final GatewayConfig.Services services;
    private final ObjectMapper json;

    ContactReader(Forwarder forwarder, GatewayConfig config, ObjectMapper json) {
        this.forwarder = forwarder;
        this.services = config.services();
        this.json = json;
    }

    /** @param userIds whom they talked with last first */
    record Contacts(List<String> userIds) {}

    /** Fails if it cannot be known now. */
    Future<List<String>> contactsOf(Identity identity) {
        return forwarder
                .call(HttpMethod.GET, services.conversations(), PATH, identity, null)
                .compose(answer -> answer.status() == OK
                        ? read(answer.body().getBytes())
                        : Future.failedFuture("status " + answer.status()));
    }

    private Future<List<String>> read(byte[] body) {
        try {
            return Future.succeededFuture(json.readValue(body, Contacts.class).userIds());
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }
}
