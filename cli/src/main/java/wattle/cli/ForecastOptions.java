package wattle.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.grid.Forecaster;
import wattle.grid.IntensitySeries;
import wattle.grid.csv.ForecastArchive;
import wattle.grid.forecast.Forecasters;
import wattle.plan.Expectation;
import wattle.plan.IntensityGrid;
import wattle.unit.Source;

/// What plans are made on when they are evaluated, and how often they are made anew.
final class ForecastOptions {

    private static final String ORACLE = "oracle";
    private static final String PERSISTENCE = "persistence";
    private static final String OURS = "ours";
    private static final String ARCHIVE = "archive:";

    /// The most that cost next to nothing on the year 2022 of six series;
    /// `docs/concepts/planning.md` has what others give.
    private static final double CAUTION = 0.1;

    private final Opt<String> forecast =
            Opt.text(
                    "--forecast",
                    "F",
                    "What plans are made on: oracle, persistence, typical-day, ours, archive:FILE or"
                            + " a model of grid forecast (default: oracle).");

    private final Opt<String> replan =
            Opt.text(
                    "--replan",
                    "D",
                    "Plan anew so often, such as 1h (default: 1h on ours, else never).");

    private final Opt<Double> caution =
            Opt.number(
                    "--caution",
                    "C",
                    "How much of its uncertainty a wait has to save (default: "
                            + CAUTION
                            + " on ours, else 0).");

    /// What is expected along a grid, and after how many of its slots anew; 0 for never.
    record Foresight(Expectation expectation, int every) {}

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, forecast, replan, caution);
    }

    /// As the user wrote it.
    String words() {
        return forecast.or(ORACLE);
    }

    boolean isOracle() {
        return words().equals(ORACLE);
    }

    /// Whether what was decided is decided anew on the way.
    boolean plansAnew() {
        return replan.given() || words().equals(OURS);
    }

    /// @param longest the most slots of job and slack
    /// @return null for the oracle
    @Nullable Foresight of(IntensitySeries series, IntensityGrid grid, int longest) {
        if (isOracle() || words().equals(PERSISTENCE)) {
            if (replan.given() || caution.given()) {
                throw new Failure(
                        Exit.USAGE,
                        116,
                        "--replan and --caution need a forecast that changes, not " + words(),
                        "Add --forecast ours.");
            }
            return isOracle() ? null : new Foresight(Expectation.persistence(grid), 0);
        }
        boolean ours = words().equals(OURS);
        int every = 0;
        if (ours || replan.given()) {
            Duration wanted = Words.duration("--replan", replan.or("1h"));
            every = Math.clamp(wanted.dividedBy(grid.step()), 1, grid.size());
        }
        double surcharge = Words.within("--caution", caution.or(ours ? CAUTION : 0.0), 0, 100, "");
        return new Foresight(
                Expectation.of(forecaster(series), grid, Math.max(1, every), longest, surcharge),
                every);
    }

    private Forecaster.Prepared forecaster(IntensitySeries series) {
        if (words().startsWith(ARCHIVE)) {
            Path file = Words.path("--forecast", words().substring(ARCHIVE.length()));
            return Forecasters.filled(
                    ForecastArchive.read(
                            file,
                            series.zone(),
                            series.labels(),
                            new Source(file.toString(), null)),
                    Forecasters.typicalDay().over(series));
        }
        if (words().equals(OURS)) {
            return Forecasters.expected().over(series);
        }
        List<String> known = new ArrayList<>(List.of(ORACLE, PERSISTENCE, OURS, ARCHIVE + "FILE"));
        for (Forecaster each : Forecasters.all()) {
            if (each.name().equals(words())) {
                return each.over(series);
            }
            known.add(each.name());
        }
        throw new Failure(
                Exit.USAGE,
                115,
                "--forecast cannot be \"" + words() + "\"",
                "Use one of " + String.join(", ", known) + ".");
    }
}
