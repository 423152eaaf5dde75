package dev.trainyard.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Lines for a person, and one moving line at the bottom where there is a terminal. */
public final class Console {

    private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static final String CLEAR = "\r\033[K";

    private final PrintStream out;
    private final boolean terminal;
    private int frame;
    private boolean moving;

    public Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** The process's own output; colours and the moving line need a terminal, and nobody asking for none. */
    public static Console ofProcess() {
        boolean terminal =
                isSomebodyThere() && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return new Console(System.out, terminal);
    }

    /** Whether a person sits there, who can be asked: also one who wants no colours. */
    public static boolean isSomebodyThere() {
        // JDK 22 to 24 always have a console; JDK 25 has none where output or input is redirected.
        return Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
    }

    public boolean isTerminal() {
        return terminal;
    }

    public synchronized void line(String text) {
        still();
        out.println(text);
        out.flush();
    }

    public synchronized void line(Mark mark, String text) {
        line("  " + painted(mark) + " " + text);
    }

    private String painted(Mark mark) {
        return terminal ? "\033[" + mark.colour + "m" + mark.sign + "\033[0m" : mark.sign;
    }

    /** Shows text that the next line or the next moving text replaces; nothing without a terminal. */
    public synchronized void moving(String text) {
        if (terminal) {
            frame = (frame + 1) % FRAMES.length();
            out.print(CLEAR + "  " + FRAMES.charAt(frame) + " " + text);
            out.flush();
            moving = true;
        }
    }

    /** Removes the moving line. */
    public synchronized void still() {
        if (moving) {
            out.print(CLEAR);
            moving = false;
        }
    }

    /** A duration as a person says it: {@code 0.4 s}, {@code 12 s}, {@code 3 min 05 s}. */
    public static String spoken(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return seconds < 60
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
    }

    /** What a line tells at a glance. */
    public enum Mark {
        DONE("✓", 32),
        FAILED("✗", 31),
        STARTED("▸", 36),
        NOTE("·", 90),
        WAITING("?", 33);

        private final String sign;
        private final int colour;

        Mark(String sign, int colour) {
            this.sign = sign;
            this.colour = colour;
        }
    }
}
