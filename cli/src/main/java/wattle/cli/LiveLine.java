package wattle.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import wattle.report.Figures;
import wattle.report.Readout;
import wattle.unit.CarbonMass;

/// One line on a terminal that tells how a run goes, written over itself.
final class LiveLine implements Consumer<Readout> {

    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final Supplier<@Nullable Duration> left;
    private boolean shown;
    private boolean ended;

    /// @param left how long the run will go on; null where nobody can tell
    LiveLine(PrintWriter err, Supplier<@Nullable Duration> left) {
        this.err = err;
        this.left = left;
    }

    @Override
    public synchronized void accept(Readout readout) {
        if (ended) {
            return;
        }
        err.print(CLEAR + text(readout, left.get()));
        err.flush();
        shown = true;
    }

    /// Says something on a line of its own, in place of this one, which comes again below it.
    synchronized void say(String sentence) {
        err.println((shown ? CLEAR : "") + "wattle: " + sentence);
        err.flush();
        shown = false;
    }

    /// Takes the line away, for good.
    synchronized void end() {
        ended = true;
        if (shown) {
            err.print(CLEAR);
            err.flush();
            shown = false;
        }
    }

    static String text(Readout readout, @Nullable Duration left) {
        var line = new StringBuilder("wattle: ");
        line.append(Figures.number(readout.watts())).append(" W, ");
        line.append(Figures.energy(readout.joules() * readout.pue() / 3.6e6));
        if (readout.grams().isPresent()) {
            line.append(", ")
                    .append(
                            wattle.report.Masses.alone(
                                    new CarbonMass(readout.grams().getAsDouble())));
        }
        if (readout.intensity().isPresent()) {
            line.append(" at ")
                    .append(Figures.number(readout.intensity().getAsDouble()))
                    .append(" g/kWh");
        }
        if (readout.missed() > 0) {
            line.append(", ").append(readout.missed()).append(" beats missed");
        }
        if (left != null) {
            line.append(", ").append(clock(left)).append(" to go");
        }
        return line.toString();
    }

    private static String clock(Duration left) {
        return left.toHours() > 0
                ? left.toHours() + " h " + left.toMinutesPart() + " min"
                : left.toMinutes() > 0
                        ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
                        : left.toSeconds() + " s";
    }
}
