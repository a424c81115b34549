package org.baraza.acceptance.hostile;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.baraza.acceptance.contract.Contract;
import org.baraza.acceptance.socket.RawSocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;

/** An event from a client with hostile values in all places of its argument, and more or fewer arguments than documented. */
final class HostileEvent implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TEXT = 0x81;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST_NUMBER = 100;
    private static final int ACKNOWLEDGEMENT = 7;

    private final String event;
    private final JsonNode good;
    private final Supplier<RawSocket> connect;
    private RawSocket socket;

    /** @param good a good argument; missing for none */
    HostileEvent(String event, JsonNode good, Supplier<RawSocket> connect) {
        this.event = event;
        this.good = good;
        this.connect = connect;
        this.socket = connect.get();
    }

    /** What is wrong with the answers; nothing if all are as documented. */
    List<String> faults() {
        JsonNode schema = Contract.events().argumentSchema(event);
        Template template = new Template(good, Contract.events().argumentExamples(event));
        List<String> faults = new ArrayList<>();
        if (schema.isMissingNode()) {
            HostileValues.at("").forEach(value -> attempt("the argument is " + value, value.bytes(), false, faults));
            return faults;
        }
        for (String place : Contract.places(schema)) {
            for (HostileValue value : HostileValues.at(place)) {
                byte[] argument = template.with(place, value.bytes());
                attempt("'" + place + "' is " + value, argument, Legality.isWrong(schema, argument), faults);
            }
        }
        attempt("there is a member nobody knows", template.withUnknownMember(), false, faults);
        byte[] twice = (good + "," + good).getBytes(US_ASCII);
        attempt("there are two arguments", twice, false, faults);
        return faults;
    }

    private void attempt(String name, byte[] argument, boolean mustBeRefused, List<String> faults) {
        byte[] packet = packet(argument);
        // some events may not be sent as often as this: documented, and not what is looked at here
        String answer = await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .atMost(PATIENCE)
                .until(() -> answerTo(packet), got -> !got.contains("\"TOO_MANY_REQUESTS\""));
        if (answer.startsWith("43")) {
            Verdict.ofAcknowledgement(event, mustBeRefused, parse(answer).path(0))
                    .forEach(fault -> faults.add(name + ": " + fault));
            return;
        }
        if (!mayEnd(packet) || !answer.matches("close 100[27]")) {
            faults.add(name + ": the socket ended with '" + answer + "'");
        }
        socket.close();
        socket = connect.get();
    }

    private String answerTo(byte[] packet) {
        socket.frame(TEXT, packet, true);
        return answer();
    }

    /** The acknowledgement, or how the socket ended; what else reaches the socket meanwhile is passed over. */
    private String answer() {
        while (true) {
            String frame = socket.readFrame();
            if (frame.equals("2")) {
                socket.text("3");
            } else if (frame.startsWith("43" + ACKNOWLEDGEMENT) || frame.startsWith("close") || frame.equals("end")) {
                return frame;
            }
        }
    }

    private byte[] packet(byte[] argument) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.writeBytes(("42" + ACKNOWLEDGEMENT + "[\"" + event + "\",").getBytes(US_ASCII));
        packet.writeBytes(argument);
        packet.write(']');
        return packet.toByteArray();
    }

    /** Documented: a packet that is no JSON, or has a number that is too long or out of range, ends the socket. */
    private static boolean mayEnd(byte[] packet) {
        String text = new String(packet, ISO_8859_1);
        byte[] json = text.substring(text.indexOf('[')).getBytes(ISO_8859_1);
        return HostileValue.parse(json)
                .map(value -> Legality.hasNumberOutOfRange(value)
                        || text.matches("(?s).*[\\[,:]-?[0-9.]{" + (LONGEST_NUMBER + 1) + ",}.*"))
                .orElse(true);
    }

    private static JsonNode parse(String answer) {
        try {
            return JSON.readTree(answer.substring(("43" + ACKNOWLEDGEMENT).length()));
        } catch (JsonProcessingException e) {
            throw new AssertionError("an acknowledgement that is no JSON: " + answer, e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
