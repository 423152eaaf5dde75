package dev.trainyard.cli.rehearsal;

import dev.trainyard.cli.aws.StandInReady;
import dev.trainyard.cli.aws.StandInTarget;
import dev.trainyard.cli.aws.Target;
import dev.trainyard.cli.faults.Fault;
import dev.trainyard.cli.ledger.LedgerReader;
import dev.trainyard.cli.pipeline.CodePipelinePipeline;
import dev.trainyard.cli.pipeline.Pipeline;
import dev.trainyard.cli.process.Leash;
import dev.trainyard.cli.source.SavedArtifacts;
import dev.trainyard.cli.source.SourceArchive;
import dev.trainyard.cli.source.SourceArchive.Revision;
import dev.trainyard.cli.source.SourceTree;
import dev.trainyard.cli.standin.CdkCli;
import dev.trainyard.cli.standin.ProjectTools;
import dev.trainyard.cli.standin.StandIn;
import dev.trainyard.cli.standin.StateDirectory;
import dev.trainyard.cli.standin.Workplace;
import dev.trainyard.cli.terminal.Console;
import dev.trainyard.cli.terminal.Console.Mark;
import dev.trainyard.cli.terminal.Steps;
import dev.trainyard.cli.terminal.UsageException;
import dev.trainyard.config.PlatformConfig;
import java.util.List;
import java.util.Optional;

/** Step 0, once on AWS too: source, stand-in, bootstrap, the first deployment. A kept rehearsal skips what is there. */
public final class Preparation {

    private static final int SHOWN_UNTRACKED = 10;

    private final Workplace workplace;
    private final StateDirectory state;
    private final Leash leash;
    private final Console console;
    private final Steps steps;

    public Preparation(Workplace workplace, StateDirectory state, Leash leash, Console console) {
        this.workplace = workplace;
        this.state = state;
        this.leash = leash;
        this.console = console;
        this.steps = new Steps(console);
    }

    /** Does what is not done yet and starts a run. */
    public Prepared prepare(PlatformConfig config, Options options) {
        Optional<StandInReady> running = state.running();
        options.faults()
                .forEach(fault -> console.line(
                        Mark.NOTE,
                        "fault %s strikes %s; expected: %s"
                                .formatted(fault.name(), fault.strikes(), fault.expected())));
        Revision revision = sendSource(config);
        state.saved(options.saved());
        var tools = new ProjectTools(workplace.root());
        StandInReady ready = running.orElseGet(() -> steps.step(
                "stand-in for AWS started",
                () -> new StandIn(
                                workplace,
                                leash,
                                tools.engine(state),
                                config.pipeline().account())
                        .start(
                                state,
                                options.keep(),
                                new StandIn.Special(options.relaxed(), names(options.faults())))));
        running.ifPresent(kept -> {
            console.line(Mark.NOTE, "going on in the kept rehearsal at " + kept.endpoint());
            state.weather(names(options.faults()));
        });
        Target target = new StandInTarget(ready);
        var place = config.pipeline();
        var clients = target.account(place.account(), place.region());
        var cdk = new CdkCli(tools.node(), tools.npmPackages(leash, state), ready, state, System.getenv());
        running.ifPresent(kept -> checkIdentity(target, config, options));
        boolean isFirst = new FirstDeployment(config, cdk, leash, steps).make(target, tools);
        var pipeline = new CodePipelinePipeline(clients.codePipeline(), place.app());
        options.saved().ifPresent(saved -> announce(saved, pipeline));
        String run = runOf(pipeline, isFirst);
        console.line("Run " + run + " of commit " + revision.commitId());
        return new Prepared(target, config, pipeline, run);
    }

    /** What a kept stand-in judges was settled when it started. */
    private static void checkIdentity(Target target, PlatformConfig config, Options options) {
        var place = config.pipeline();
        boolean keptRelaxed = LedgerReader.read(target.account(place.account(), place.region()), place.account())
                .map(ledger -> ledger.settings().isRelaxed())
                .orElse(false);
        if (keptRelaxed != options.relaxed()) {
            throw new UsageException(
                    keptRelaxed
                            ? "the kept rehearsal was started with --relaxed and judges no permissions: go on with --relaxed,"
                                    + " or end it first (trainyard stop)"
                            : "the kept rehearsal judges permissions, --relaxed cannot change that: go on without it,"
                                    + " or end it first (trainyard stop)");
        }
    }

    private static List<String> names(List<Fault> faults) {
        return faults.stream().map(Fault::name).toList();
    }

    private void announce(SavedArtifacts saved, Pipeline pipeline) {
        saved.standOnlyFor(pipeline.stages().stream()
                .flatMap(stage -> stage.actions().stream().map(action -> stage.name() + "/" + action.name()))
                .toList());
        console.line(
                Mark.NOTE,
                "not built here: artifacts of %s stand for %s"
                        .formatted(saved.directory(), String.join(", ", saved.actions())));
    }

    private Revision sendSource(PlatformConfig config) {
        SourceTree tree = SourceTree.read(workplace.root());
        String repository = config.pipeline().repository().name();
        Revision revision = steps.step(
                "source packed: %d files".formatted(tree.files().size()),
                () -> SourceArchive.write(tree, repository, state.source()));
        if (!tree.untracked().isEmpty()) {
            console.line(
                    Mark.NOTE, "not sent, since git does not track them (git add to send): " + shown(tree.untracked()));
        }
        return revision;
    }

    private static String shown(List<?> files) {
        String names = String.join(
                ", ",
                files.stream().limit(SHOWN_UNTRACKED).map(Object::toString).toList());
        int more = files.size() - SHOWN_UNTRACKED;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    /** A pipeline that was just made has begun a run by itself, as on AWS; an old one is told to. */
    private static String runOf(Pipeline pipeline, boolean isFirst) {
        return isFirst ? pipeline.runs().getFirst().id() : pipeline.start();
    }
}
