package dev.trainyard.cli.permissions;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names without what differs between stages, accounts and regions: what is the same of dev, staging and prod. */
public final class Stageless {

    private static final Pattern ACCOUNT = Pattern.compile("(?<!-[0-9a-f]{4}-)\\b[0-9]{12}\\b");
    private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{64}\\b");
    private static final Pattern REGION = Pattern.compile("\\b[a-z]{2}-[a-z]+-[0-9]\\b");
    private static final Pattern BUILD = Pattern.compile("^(.*?)-[^-]+-(release|verify)-build$");
    private static final Pattern OF_STAGE = Pattern.compile("(?<app>.+)-(?<stage>[^-]+)-(network|data|ml)");
    private static final Pattern STEP_OF = Pattern.compile("\\{Pipeline[a-z]+(LocalStack|Release|Verify)");
    private static final String ID = "([A-Za-z0-9]+?)[0-9A-F]{8}";
    /** What one stack takes from another, as CDK calls it: {@code ${stack:ExportsOutputFnGetAttKey1FF2E93DArn1234ABCD}}. */
    private static final Pattern EXPORT =
            Pattern.compile("(\\$\\{[^:}]+:)ExportsOutput(?:FnGetAtt|Ref)" + ID + "(?:([A-Z][a-z]+)?[0-9A-F]{8})?}");

    private static final Pattern LOGICAL_ID = Pattern.compile("(\\$\\{)" + ID + "(\\.\\w+)?}");
    private static final Set<String> STACKS = Set.of("network", "data", "ml");
    private static final Set<String> STEPS = Set.of("LocalStack", "Approve");
    private static final String STAGE = "<stage>";

    private Stageless() {}

    /**
     * Returns a construct's path below its stage ({@code ml/Workflow/Machine/Role}) or below the pipeline.
     *
     * @param path from the root, as {@code trainyard-pipeline/dev/ml/Workflow/Machine/Role}
     */
    public static String construct(String path) {
        String[] parts = path.split("/");
        int from = parts[0].endsWith("-pipeline") ? 1 : 0;
        if (from + 1 < parts.length && STACKS.contains(parts[from + 1])) {
            from++;
        }
        boolean steps = parts.length > from + 3 && parts[from].equals("Pipeline") && parts[from + 1].equals("Pipeline");
        if (steps && STEPS.contains(parts[from + 3])) {
            parts[from + 2] = STAGE;
        }
        return Arrays.stream(parts, from, parts.length)
                .map(part -> BUILD.matcher(part).replaceFirst("$1-" + STAGE + "-$2-build"))
                .collect(Collectors.joining("/"));
    }

    /**
     * Returns a resource as a template writes it, with words for account, region and stage, and without CDK's hashes.
     *
     * @param written as {@code arn:aws:sagemaker:us-east-1:222222222222:model/trainyard-dev-*}
     * @param stack whose template it is, as {@code trainyard-dev-ml}
     */
    public static String resource(String written, String stack) {
        String text = HASH.matcher(written).replaceAll("<hash>");
        text = REGION.matcher(ACCOUNT.matcher(text).replaceAll("<account>")).replaceAll("<region>");
        text = EXPORT.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(found.group(1) + found.group(2) + ending(found.group(3))));
        text = LOGICAL_ID
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + found.group(2) + Objects.requireNonNullElse(found.group(3), "") + "}"));
        Matcher ofStage = OF_STAGE.matcher(stack);
        if (ofStage.matches()) {
            String app = ofStage.group("app");
            String stage = ofStage.group("stage");
            return text.replaceAll("\\b%s([-/])%s\\b".formatted(app, stage), app + "$1" + STAGE)
                    .replaceAll("\\b%s-[^-/:<]+-artifacts\\b".formatted(app), app + "-<stage before>-artifacts");
        }
        return STEP_OF.matcher(text)
                .replaceAll("{Pipeline" + STAGE + "$1")
                .replaceAll("-[^-/:}]+-(network|data|ml|release|verify)\\b", "-" + STAGE + "-$1");
    }

    private static String ending(@Nullable String attribute) {
        return attribute == null ? "}" : "." + attribute + "}";
    }
}
