package dev.trainyard.endpointtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The faults that the emulator of this run has, for whoever asks it: they are to be taken off again. */
final class Weather {

    private Weather() {}

    /** Puts these on, as {@code rehearse --fault} names them, and no others; it counts anew. */
    static void of(String... faults) {
        try {
            var draft = Files.writeString(
                    state().resolve("weather.json.new"),
                    JsonMapper.shared()
                            .createObjectNode()
                            .putPOJO("faults", List.of(faults))
                            .toString());
            Files.move(draft, state().resolve("weather.json"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of them that have struck: one that met nothing has shown nothing. */
    static List<String> struck() {
        return Records.read("ledger")
                .at("/settings/faults")
                .valueStream()
                .filter(fault -> fault.path("strikes").asInt() > 0)
                .map(fault -> fault.path("name").asString())
                .toList();
    }

    /** The emulator's directory, where its certificate is. */
    private static Path state() {
        return Endpoints.get().certificate().orElseThrow().resolve("../..").normalize();
    }
}
