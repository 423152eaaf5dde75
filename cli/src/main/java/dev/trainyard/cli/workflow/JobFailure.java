package dev.trainyard.cli.workflow;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.logs.LogGroup;
import dev.trainyard.cli.logs.PythonException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the script of a failed job said last. */
final class JobFailure {

    private static final Pattern NAME_IN_ARN = Pattern.compile("(training|processing)-job/([A-Za-z0-9-]+)");

    /** Where each kind of job logs, by what its description calls its name; a tuning job's first training job comes first. */
    private static final Map<String, String> LOGS = Map.of(
            "TrainingJobName", "/aws/sagemaker/TrainingJobs",
            "ProcessingJobName", "/aws/sagemaker/ProcessingJobs",
            "HyperParameterTuningJobName", "/aws/sagemaker/TrainingJobs",
            "TransformJobName", "/aws/sagemaker/TransformJobs");

    private final Clients account;

    JobFailure(Clients account) {
        this.account = account;
    }

    List<String> of(FailedState state) {
        return log(state)
                .flatMap(PythonException::in)
                .map(line -> List.of(state.state() + ": " + line))
                .orElse(List.of());
    }

    private Optional<List<String>> log(FailedState state) {
        return LOGS.entrySet().stream()
                .flatMap(each -> state.member(each.getKey()).stream().map(job -> lines(each.getValue(), job)))
                .findFirst()
                .or(() -> byArn(state.cause()));
    }

    private Optional<List<String>> byArn(String cause) {
        Matcher found = NAME_IN_ARN.matcher(cause);
        return found.find()
                ? Optional.of(lines(
                        found.group(1).equals("training")
                                ? "/aws/sagemaker/TrainingJobs"
                                : "/aws/sagemaker/ProcessingJobs",
                        found.group(2)))
                : Optional.empty();
    }

    private List<String> lines(String group, String job) {
        return new LogGroup(account.logs(), group).lines(job);
    }
}
