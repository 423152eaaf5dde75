package dev.trainyard.config;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A map whose keys are names of the user's: hyperparameters.
 *
 * @param what its values are, in words
 * @param least entries
 * @param most entries
 * @param value what each value may be
 */
record NamedRule(String what, int least, int most, Rule value) implements Rule {

    /**
     * SageMaker's length; our letters, since {@code train.py} reads them as option names. Names with this prefix are script
     * mode's own. <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html">AWS</a>
     */
    private static final Pattern NAME = Pattern.compile("(?!sagemaker_)[A-Za-z_][A-Za-z0-9_.-]{0,255}");

    @Override
    public String allowed() {
        return "a map of %d to %d hyperparameters to %s".formatted(least, most, what);
    }

    @Override
    public void check(JsonNode map, String path, Problems problems) {
        if (!map.isObject() || map.size() < least || map.size() > most) {
            String got = map.isObject() ? map.size() + " entries" : Rule.got(map);
            problems.add(path, "must be %s, got %s".formatted(allowed(), got));
            return;
        }
        map.properties().forEach(entry -> {
            String place = path + "." + entry.getKey();
            if (!NAME.matcher(entry.getKey()).matches()) {
                problems.add(
                        place,
                        "is no hyperparameter's name: letters, digits and _ . -, not starting with sagemaker_,"
                                + " which is script mode's");
            }
            value.check(entry.getValue(), place, problems);
        });
    }

    @Override
    public void complete(JsonNode map) {
        map.forEach(value::complete);
    }
}
