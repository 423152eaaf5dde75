package dev.trainyard.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The rules for values without parts. */
final class Scalars {

    /** ISO-8601 in days, hours, minutes and whole seconds: what {@link Duration} and every reader take alike. */
    private static final Pattern DURATION =
            Pattern.compile("P(?=.)([0-9]{1,5}D)?(T(?=[0-9])([0-9]{1,5}H)?([0-9]{1,5}M)?([0-9]{1,7}S)?)?");

    private Scalars() {}

    static Rule text(String allowed, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return new ScalarRule(allowed, value -> matches(value, compiled), true);
    }

    /** An AWS account. Unquoted, YAML takes it for a number and loses leading zeros. */
    static Rule account() {
        return text("an AWS account, 12 digits in quotes", "[0-9]{12}");
    }

    static Rule region() {
        return text("an AWS region such as us-east-1", "[a-z]{2}(-[a-z]+){1,2}-[1-9]");
    }

    static Rule flag() {
        return new ScalarRule("true or false", JsonNode::isBoolean);
    }

    static Rule exactly(int only) {
        return new ScalarRule(Integer.toString(only), value -> isWhole(value, only, only));
    }

    static Rule whole(int least, int most) {
        String allowed = most == least + 1
                ? "%d or %d".formatted(least, most)
                : "a whole number from %d to %d".formatted(least, most);
        return new ScalarRule(allowed, value -> isWhole(value, least, most));
    }

    static Rule number(double least, double most) {
        return new ScalarRule(
                "a number from %s to %s".formatted(plain(least), plain(most)),
                value -> value.isNumber() && value.doubleValue() >= least && value.doubleValue() <= most);
    }

    /** Both ends as a user would write them: {@code P5D}, where {@link Duration} says PT120H. */
    static Rule duration(String least, String most) {
        Duration shortest = Duration.parse(least);
        Duration longest = Duration.parse(most);
        return new ScalarRule(
                "an ISO-8601 duration from %s to %s".formatted(least, most), value -> lasts(value, shortest, longest));
    }

    static <E extends Enum<E>> Rule choice(Class<E> choices) {
        List<String> names = Arrays.stream(choices.getEnumConstants())
                .map(choice -> choice.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        return new ScalarRule(
                String.join(" or ", names), value -> value.isString() && names.contains(value.stringValue()));
    }

    /** Seconds with at most three decimals, {@code PT0.5S}. */
    static Rule latency() {
        return text(
                "an ISO-8601 duration in seconds such as PT0.5S, up to PT60S", "PT(60|[1-5]?[0-9](\\.[0-9]{1,3})?)S");
    }

    /**
     * What EventBridge Scheduler takes for something that comes again.
     * <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">AWS</a>
     */
    static Rule schedule() {
        return text(
                "rate(1 day), rate(12 hours) and the like, or cron(minutes hours day-of-month month day-of-week year):"
                        + " six fields, one of the two days a ?",
                "rate\\((1 (minute|hour|day)|([2-9]|[1-9][0-9]{1,3}) (minutes|hours|days))\\)"
                        + "|cron\\([0-9*,/-]+ [0-9*,/-]+ ([0-9*,/LW-]+ [0-9A-Z*,/-]+ \\?|\\? [0-9A-Z*,/-]+ [0-9A-Z*,/#-]+)"
                        + " [0-9*,/-]+\\)");
    }

    private static boolean matches(JsonNode value, Pattern pattern) {
        return value.isString() && pattern.matcher(value.stringValue()).matches();
    }

    private static boolean isWhole(JsonNode value, int least, int most) {
        if (!value.isNumber()) {
            return false;
        }
        double number = value.doubleValue();
        return number == Math.rint(number) && number >= least && number <= most;
    }

    private static boolean lasts(JsonNode value, Duration least, Duration most) {
        if (!matches(value, DURATION)) {
            return false;
        }
        Duration duration = Duration.parse(value.stringValue());
        return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
