package org.baraza.acceptance.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.baraza.acceptance.crowd.Device;
import org.baraza.contracts.ConversationId;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody who comes again and again, always with the same device. Their visits follow one another. */
final class Regular {

    private static final int EDITED_ONE_IN = 12;
    private static final int STEP_TIMEOUT_SECONDS = 120;

    private final Device device;
    private final List<String> contacts;
    private final Ledger ledger;
    private final Lists lists;
    private final List<CompletableFuture<?>> unanswered = new ArrayList<>();
    private CompletableFuture<Void> visiting = CompletableFuture.completedFuture(null);
    private int sent;
    private int commands;

    /** @param contacts whom they write to, by turns */
    Regular(Device device, List<String> contacts, Ledger ledger, Lists lists) {
        this.device = device;
        this.contacts = List.copyOf(contacts);
        this.ledger = ledger;
        this.lists = lists;
    }

    /** The first time, with the device just connected: begins a conversation with half of the contacts, and goes. */
    CompletableFuture<Void> settleIn() {
        CompletableFuture<?>[] begun = contacts.subList(contacts.size() / 2, contacts.size()).stream()
                .map(this::send)
                .toArray(CompletableFuture[]::new);
        visiting = CompletableFuture.allOf(begun)
                .thenRun(device::disconnect)
                .orTimeout(STEP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        return visiting;
    }

    /** Comes when their last visit is over. @return completes when they have gone */
    CompletableFuture<Void> visit(Visit visit) {
        visiting = visiting.thenCompose(before -> device.comeBack(false))
                .thenCompose(in -> command("online:get-users", null))
                .thenCompose(online -> write(Day.MESSAGES_A_VISIT))
                .thenCompose(written -> visit.isBroken() ? breakOff() : CompletableFuture.completedFuture(null))
                .thenCompose(unbroken -> read())
                .thenCompose(read -> visit.readsLists()
                        ? lists.read(device.userId(), conversation(0))
                        : CompletableFuture.completedFuture(null))
                .thenRun(() -> go(visit.ending()))
                .orTimeout(STEP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        return visiting;
    }

    /** Comes once more and stays; returns when everything that they have sent is acknowledged. */
    CompletableFuture<Void> comeAndStay() {
        visiting = visiting.thenCompose(before -> device.comeBack(false))
                .thenCompose(in -> CompletableFuture.allOf(unanswered.toArray(CompletableFuture[]::new)))
                .thenRun(unanswered::clear)
                .orTimeout(STEP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        return visiting;
    }

    void leave() {
        device.disconnect();
    }

    /** Whether they hold exactly what was acknowledged to them and to those who wrote to them. */
    void requireEverything() {
        for (int i = 0; i < contacts.size(); i++) {
            assertThat(device.copy().of(conversation(i)))
                    .as("what %s holds of %s", device.userId(), conversation(i))
                    .isEqualTo(ledger.of(conversation(i)));
        }
        assertThat(ledger.broadcasts())
                .as("broadcasts to %s", device.userId())
                .allMatch(id -> device.copy().of(id).size() == 1)
                .allMatch(id -> device.broadcasts(id) <= 1);
        assertThat(device.repeated())
                .as("messages that came to %s again", device.userId())
                .isZero();
    }

    private CompletableFuture<Void> write(int messages) {
        if (messages == 0) {
            return CompletableFuture.completedFuture(null);
        }
        int contact = sent % contacts.size();
        String receiver = contacts.get(contact);
        device.emit("typing:start", of("conversationId", conversation(contact)));
        return send(receiver)
                .thenCompose(ack -> sent % EDITED_ONE_IN == 0 ? edit(ack) : CompletableFuture.completedFuture(ack))
                .thenCompose(ack -> write(messages - 1));
    }

    private CompletableFuture<JsonNode> send(String receiver) {
        String content = "message " + ++sent;
        ledger.sending();
        return device.send(receiver, device.userId() + '-' + sent, content).thenApply(ack -> {
            ledger.acknowledged(ack, content);
            return ack;
        });
    }

    private CompletableFuture<JsonNode> edit(JsonNode message) {
        String content = "message " + sent + ", edited";
        ObjectNode body = of("id", message.get("id").asText()).put("content", content);
        return command("message:edit", body).thenApply(ack -> {
            ledger.edited(ack, content);
            return ack;
        });
    }

    private CompletableFuture<Void> breakOff() {
        device.vanish();
        return device.comeBack(true).thenAccept(ledger::back);
    }

    /** Reads what two of the contacts have written, and has shown what a third one has. */
    private CompletableFuture<JsonNode> read() {
        int first = commands % contacts.size();
        device.emit(
                "message:received", of("conversationId", conversation(first)).put("seq", 1));
        return command("conversation:read", of("conversationId", conversation((first + 1) % contacts.size())))
                .thenCompose(read -> command(
                        "conversation:read", of("conversationId", conversation((first + 2) % contacts.size()))));
    }

    private void go(Ending ending) {
        if (device.copy().hasGaps()) {
            ledger.fault(device.userId() + " was not told of every message");
        }
        switch (ending) {
            case DISCONNECT -> device.disconnect();
            case CLOSE -> device.close();
            case VANISH -> device.vanish();
            case VANISH_WHILE_SENDING -> {
                unanswered.add(send(contacts.get(sent % contacts.size())));
                device.vanish();
            }
        }
    }

    private CompletableFuture<JsonNode> command(String event, ObjectNode body) {
        return device.command("command " + ++commands, event, body);
    }

    private String conversation(int contact) {
        return ConversationId.direct(device.userId(), contacts.get(contact)).value();
    }

    private static ObjectNode of(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }
}
