package dev.trainyard.cli.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.cli.release.RawData.StoredFile;
import dev.trainyard.cli.waiting.Waiter;
import dev.trainyard.cli.workflow.FollowedExecution;
import dev.trainyard.cli.workflow.StateMachine;
import dev.trainyard.cli.workflow.StateMachine.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseTest {

    private static final StoredFile CARS = new StoredFile("raw/cars.csv", "etag-1");
    private static final Release.Order ORDER = new Release.Order("run-1", "7", "c".repeat(40), "release");

    private final List<StoredFile> stored = new ArrayList<>(List.of(CARS));
    private final List<String> said = new ArrayList<>();
    private final List<String> started = new ArrayList<>();
    private final Deque<Progress> progress = new ArrayDeque<>();
    private final List<String> inputs = new ArrayList<>();
    private Optional<Path> sample = Optional.empty();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private Runnable whileWaiting = () -> {};

    private Release release() {
        var waiter = new Waiter(() -> now, this::pass);
        var waiting = new DataArrival.Waiting(Duration.ofMinutes(10), waiter);
        var arrival = new DataArrival(new Bucket(), sample, waiting, said::add);
        var run = new FollowedExecution(new Machine(), waiter, said::add);
        return new Release("trainyard-dev", arrival, run, said::add);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        whileWaiting.run();
    }

    private void ends(String outcome) {
        progress.add(new Progress("RUNNING", List.of("Preprocess"), ""));
        progress.add(new Progress("SUCCEEDED", List.of("Preprocess", "Train"), """
                {"outcome": "%s", "modelPackageArn": "package/1", "codeHash": "c0de", "dataHash": "da7a", "outOfFoldR2": 0.86}""".formatted(outcome)));
    }

    private void succeeds() {
        ends("trained");
    }

    @Test
    void showsTheWorkflowAndKeepsWhatItDid() {
        succeeds();

        ReleaseFacts facts = release().run(ORDER);

        assertThat(facts)
                .isEqualTo(new ReleaseFacts(
                        "c".repeat(40), "run-1", "c0de", "da7a", "arn:run-1-7", "trained", "package/1"));
        assertThat(said).anyMatch(line -> line.endsWith("Preprocess")).anyMatch(line -> line.endsWith("Train"));
    }

    @Test
    void leavesItToTheWorkflowWhetherThereIsAnythingToTrain() {
        ends("unchanged");

        assertThat(release().run(ORDER).outcome()).isEqualTo("unchanged");
        assertThat(inputs).containsExactly("{\"trigger\":\"release\",\"commit\":\"" + "c".repeat(40) + "\"}");
        assertThat(said).anyMatch(line -> line.contains("nothing new"));
    }

    @Test
    void aReleaseByHandNamesNoCommit() {
        succeeds();

        ReleaseFacts facts = release().run(new Release.Order("manual", "1", null, "manual"));

        assertThat(inputs).containsExactly("{\"trigger\":\"manual\"}");
        assertThat(facts.commit()).isEqualTo("0".repeat(40));
    }

    @Test
    void putsTheSampleWhereNothingIsYet() {
        stored.clear();
        sample = Optional.of(Path.of("sample/auto-mpg.csv"));
        succeeds();

        release().run(ORDER);

        assertThat(stored).extracting(StoredFile::key).containsExactly("raw/auto-mpg.csv");
    }

    @Test
    void leavesDataAloneWhereThereIsSome() {
        sample = Optional.of(Path.of("sample/auto-mpg.csv"));
        succeeds();

        release().run(ORDER);

        assertThat(stored).containsExactly(CARS);
    }

    @Test
    void waitsForDataSayingForWhat() {
        stored.clear();
        whileWaiting = () -> stored.add(CARS);
        succeeds();

        release().run(ORDER);

        assertThat(said.getFirst()).contains("waiting up to PT10M", "s3://raw/raw/");
    }

    @Test
    void givesUpWaitingAtTheLimit() {
        stored.clear();

        assertThatThrownBy(() -> release().run(ORDER))
                .hasMessageContaining("no data came to s3://raw/raw/")
                .hasMessageContaining("data.maxWait");
        assertThat(started).isEmpty();
    }

    @Test
    void aFailedWorkflowIsToldByItsCauses() {
        progress.add(new Progress("FAILED", List.of("Preprocess", "Train"), "{}"));

        assertThatThrownBy(() -> release().run(ORDER))
                .hasMessageContaining("ended FAILED")
                .hasMessageContaining("Train: ValueError: no rows");
    }

    @Test
    void aRetriedBuildGetsAnExecutionNameOfItsOwn() {
        assertThat(ORDER.executionName()).isEqualTo("run-1-7");
        assertThat(new Release.Order("a:b/" + "x".repeat(90), "2", "", "").executionName())
                .hasSize(80)
                .matches("[A-Za-z0-9_-]+");
    }

    /** The bucket. */
    private final class Bucket implements RawData {
        @Override
        public String place() {
            return "s3://raw/raw/";
        }

        @Override
        public List<StoredFile> files() {
            return List.copyOf(stored);
        }

        @Override
        public void put(Path file) {
            stored.add(new StoredFile("raw/" + file.getFileName(), "etag"));
        }
    }

    /** A workflow that plays what it was given. */
    private final class Machine implements StateMachine {
        @Override
        public String start(String name, String input) {
            started.add(name);
            inputs.add(input);
            return "arn:" + name;
        }

        @Override
        public Progress progress(String execution) {
            return progress.removeFirst();
        }

        @Override
        public List<String> causes(String execution) {
            return List.of("Train: ValueError: no rows");
        }
    }
}
