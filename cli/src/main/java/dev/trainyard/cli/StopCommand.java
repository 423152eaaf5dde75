package dev.trainyard.cli;

import dev.trainyard.cli.aws.StandInReady;
import dev.trainyard.cli.standin.StateDirectory;
import dev.trainyard.cli.standin.Workplace;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/** {@code trainyard stop}. */
@Command(
        name = "stop",
        description = "Ends the kept rehearsal and removes what it left.",
        mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {

    private static final long PATIENCE_SECONDS = 20;

    @Override
    public Integer call() throws Exception {
        StateDirectory kept = Workplace.current().kept();
        Optional<StandInReady> running = kept.running();
        if (running.isEmpty()) {
            System.out.println("no rehearsal is kept in this clone");
            return ExitCode.GREEN;
        }
        Optional<ProcessHandle> supervisor = ProcessHandle.of(running.get().supervisorPid());
        supervisor.ifPresent(ProcessHandle::destroy);
        if (supervisor.isPresent()) {
            end(supervisor.get());
        }
        kept.delete();
        System.out.println("the kept rehearsal has ended");
        return ExitCode.GREEN;
    }

    private static void end(ProcessHandle supervisor) throws Exception {
        try {
            supervisor.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            supervisor.descendants().forEach(ProcessHandle::destroyForcibly);
            supervisor.destroyForcibly();
        }
    }
}
