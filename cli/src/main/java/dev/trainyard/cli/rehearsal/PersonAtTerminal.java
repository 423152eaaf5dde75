package dev.trainyard.cli.rehearsal;

import dev.trainyard.cli.pipeline.Decision;
import dev.trainyard.cli.pipeline.Pipeline;
import dev.trainyard.cli.pipeline.PipelineRun;
import dev.trainyard.cli.terminal.Console;
import dev.trainyard.cli.terminal.Console.Mark;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers approvals by what was said on the command line, or by asking; shows first what is known. */
final class PersonAtTerminal implements Decision {

    private final Console console;
    private final Optional<Answer> said;
    private final Optional<BufferedReader> keyboard;
    private final Supplier<List<String>> known;

    /** @param keyboard of the person who can be asked; empty: nobody is there */
    PersonAtTerminal(
            Console console, Optional<Answer> said, Optional<BufferedReader> keyboard, Supplier<List<String>> known) {
        this.console = console;
        this.said = said;
        this.keyboard = keyboard;
        this.known = known;
    }

    @Override
    public Answer on(Pipeline.Approval approval, PipelineRun run) {
        console.line(Mark.WAITING, "approval: " + approval.stage() + "/" + approval.action());
        console.line("      commit   " + run.commit() + "  " + run.message());
        known.get().forEach(line -> console.line("      " + line));
        Answer answer = said.orElseGet(() -> keyboard.map(this::ask).orElse(Answer.NONE));
        switch (answer) {
            case APPROVE -> console.line(Mark.DONE, "approved" + by());
            case REJECT -> console.line(Mark.FAILED, "rejected" + by());
            case NONE -> console.line(Mark.WAITING, "approval pending: nobody is here to answer");
        }
        return answer;
    }

    private String by() {
        return said.isPresent() ? " (by the command line)" : "";
    }

    /** Asks until there is an answer; whoever ends the input (Ctrl-D) gives none. */
    private Answer ask(BufferedReader person) {
        try {
            while (true) {
                console.line("      approve or reject? [a/r]");
                @Nullable String line = person.readLine();
                Optional<Answer> answer = line == null ? Optional.of(Answer.NONE) : meaning(line);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Answer> meaning(String line) {
        return switch (line.strip().toLowerCase(Locale.ROOT)) {
            case "a", "approve", "y", "yes" -> Optional.of(Answer.APPROVE);
            case "r", "reject", "n", "no" -> Optional.of(Answer.REJECT);
            default -> Optional.empty();
        };
    }
}
