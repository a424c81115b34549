package org.baraza.gateway.engineio;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How the golden files describe an Engine.IO packet: {@code type} and {@code data}, or {@code bytes}.
 */
final class PacketDescription {

    private PacketDescription() {}

    static EngineIoPacket read(JsonNode description) {
        JsonNode bytes = description.get("bytes");
        if (bytes == null) {
            PacketType type = PacketType.valueOf(description.get("type").textValue());
            return new EngineIoPacket.Text(type, description.get("data").textValue());
        }
        byte[] data = new byte[bytes.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) bytes.get(i).intValue();
        }
        return new EngineIoPacket.Binary(data);
    }
}
