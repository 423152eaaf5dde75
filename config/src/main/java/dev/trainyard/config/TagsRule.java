package dev.trainyard.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Tags that every AWS service takes.
 *
 * <p>Limits: <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html">AWS</a>,
 * and IAM, which holds {@code Owner} and {@code owner} for the same key.
 */
final class TagsRule implements Rule {

    /** AWS takes 50 a resource; ours and those that services add need room. */
    static final int MOST = 40;

    private static final Pattern KEY = Pattern.compile("(?![aA][wW][sS]:)[\\p{L}\\p{Zs}\\p{N}_.:/=+@-]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Zs}\\p{N}_.:/=+@-]{0,256}");
    private static final List<String> OURS = List.of("app", "stage");
    private static final String CHARACTERS = "letters, digits, spaces and _ . : / = + - @";

    private final Rule value = new ScalarRule(
            "text of at most 256 " + CHARACTERS,
            tag -> tag.isString() && VALUE.matcher(tag.stringValue()).matches(),
            true);

    @Override
    public String allowed() {
        return "a map of at most %d tags, text to text".formatted(MOST);
    }

    @Override
    public void check(JsonNode tags, String path, Problems problems) {
        if (!tags.isObject() || tags.size() > MOST) {
            String got = tags.isObject() ? tags.size() + " tags" : Rule.got(tags);
            problems.add(path, "must be %s, got %s".formatted(allowed(), got));
            return;
        }
        Map<String, String> seen = new TreeMap<>();
        tags.properties().forEach(tag -> {
            checkKey(tag.getKey(), path + "." + tag.getKey(), problems);
            value.check(tag.getValue(), path + "." + tag.getKey(), problems);
            String twin = seen.put(tag.getKey().toLowerCase(Locale.ROOT), tag.getKey());
            if (twin != null) {
                problems.add(
                        path + "." + tag.getKey(),
                        "differs from '%s' in case alone, which IAM refuses".formatted(twin));
            }
        });
    }

    private static void checkKey(String key, String path, Problems problems) {
        if (OURS.contains(key)) {
            problems.add(path, "is set by Trainyard itself: leave it out");
        } else if (!KEY.matcher(key).matches()) {
            problems.add(
                    path, "is no tag key that AWS takes: 1 to 128 %s, not starting with aws:".formatted(CHARACTERS));
        }
    }
}
