package dev.trainyard.cli.standin;

import dev.trainyard.cli.aws.StandInReady;
import dev.trainyard.cli.json.Json;
import dev.trainyard.cli.process.HostEnvironment;
import dev.trainyard.cli.process.Leash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts the stand-in: its supervisor, and by it the emulator and the engine. */
public final class StandIn {

    private final Workplace workplace;
    private final Leash leash;
    private final List<String> engine;
    private final String toolsAccount;

    /**
     * What is not as on AWS on a good day.
     *
     * @param relaxed whether nobody's permissions are judged
     * @param faults that AWS is to have, by name
     */
    public record Special(boolean relaxed, List<String> faults) {
        public Special {
            faults = List.copyOf(faults);
        }
    }

    /**
     * @param engine command of the engine's process
     * @param toolsAccount the pipeline's, which keeps the ledger
     */
    public StandIn(Workplace workplace, Leash leash, List<String> engine, String toolsAccount) {
        this.workplace = workplace;
        this.leash = leash;
        this.engine = List.copyOf(engine);
        this.toolsAccount = toolsAccount;
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @param keep true: it lives on after this process, until {@code trainyard stop} or its idle limit
     * @param special what else it is to do otherwise than AWS on a good day
     */
    public StandInReady start(StateDirectory state, boolean keep, Special special) {
        try {
            Path errors = state.errors();
            Files.createDirectories(state.path());
            ProcessBuilder builder = builder(state, keep, special);
            Process supervisor = keep ? leash.holdBySignal(builder) : leash.hold(builder);
            StandInReady ready = await(supervisor, errors);
            if (keep) {
                leash.release(supervisor);
            }
            return ready;
        } catch (IOException e) {
            throw new UncheckedIOException("the stand-in for AWS did not start", e);
        }
    }

    private ProcessBuilder builder(StateDirectory state, boolean keep, Special special) {
        List<String> command = new ArrayList<>();
        if (keep) {
            // A session of its own: Ctrl-C in this terminal is not meant for it.
            command.add("setsid");
        }
        command.add(workplace.root().resolve("rehearsal/emulator/bin/emulator").toString());
        command.addAll(List.of("--state", state.path().toString(), "--engine-command", Json.write(engine)));
        command.addAll(List.of("--tools-account", toolsAccount));
        if (keep) {
            command.add("--keep");
        }
        if (special.relaxed()) {
            command.add("--relaxed");
        }
        if (!special.faults().isEmpty()) {
            command.addAll(List.of("--fault", String.join(",", special.faults())));
        }
        var builder = new ProcessBuilder(command)
                .directory(workplace.root().toFile())
                .redirectError(state.errors().toFile());
        builder.environment().clear();
        builder.environment().putAll(HostEnvironment.withoutAws(System.getenv()));
        return builder;
    }

    private static StandInReady await(Process supervisor, Path errors) throws IOException {
        BufferedReader output = supervisor.inputReader();
        for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("{")) {
                return Json.read(line, StandInReady.class);
            }
        }
        throw new IllegalStateException("the stand-in for AWS did not start:\n"
                + Files.readString(errors).strip());
    }
}
