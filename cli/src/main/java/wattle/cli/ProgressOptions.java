package wattle.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// How a run's progress is seen: options of `run`.
final class ProgressOptions {

    private static final int MOST_EPOCHS = 100_000_000;

    private final Opt<Boolean> live =
            Opt.flag("--live", "Show power, energy and carbon on one line of the terminal.");

    private final Opt<Integer> epochs =
            Opt.whole("--epochs", "N", "How many epochs there will be, to foresee the total.");

    private final Opt<String> watch =
            Opt.text("--watch", "FILE", "A log that the command writes, for the patterns.");

    private final Opt<String> epochPattern =
            Opt.text("--epoch-pattern", "REGEX", "A line of the log with this ends an epoch.");

    private final Opt<String> unitPattern =
            Opt.text(
                    "--unit-pattern",
                    "REGEX",
                    "A line of the log with this counts a unit, or as many as its first group says.");

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, live, epochs, watch, epochPattern, unitPattern);
    }

    void check() {
        if (epochs.given()) {
            Words.within("--epochs", epochs.get(), 1, MOST_EPOCHS, "");
        }
        boolean pattern = epochPattern.given() || unitPattern.given();
        if (pattern != watch.given()) {
            throw new Failure(
                    Exit.USAGE,
                    77,
                    "--watch goes together with --epoch-pattern or --unit-pattern",
                    "For example: --watch train.log --epoch-pattern 'Epoch \\d+ done'");
        }
        pattern(epochPattern, "--epoch-pattern");
        pattern(unitPattern, "--unit-pattern");
    }

    boolean live() {
        return live.given();
    }

    /// Null where nobody said.
    @Nullable Integer epochs() {
        return epochs.value();
    }

    void save(Map<String, String> texts) {
        epochs.save(texts);
    }

    /// Null where no log is watched.
    @Nullable LogMarks log(Clock clock) {
        return watch.given()
                ? new LogMarks(
                        Path.of(watch.get()),
                        pattern(epochPattern, "--epoch-pattern"),
                        pattern(unitPattern, "--unit-pattern"),
                        clock)
                : null;
    }

    private static @Nullable Pattern pattern(Opt<String> option, String name) {
        try {
            return option.given() ? Pattern.compile(option.get()) : null;
        } catch (PatternSyntaxException wrong) {
            throw new Failure(
                    Exit.USAGE,
                    78,
                    name + " is no regular expression: " + wrong.getDescription(),
                    "See java.util.regex.Pattern for what may be written.",
                    wrong);
        }
    }
}
