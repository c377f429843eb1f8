package wattle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.plan.IntensityGrid;
import wattle.series.Interval;

/// When the jobs of an evaluation start: which part of a series, and which instants of it.
final class StartOptions {

    private static final int PER_MONTH = 5;
    private static final String ALL = "all";

    private final Opt<String> starts =
            Opt.text(
                    "--starts",
                    "WHICH",
                    "all, 5-per-month, or a file with an instant a line (default: 5-per-month).");

    private final Opt<String> from = Opt.text("--from", "T", "Leave out the series before.");

    private final Opt<String> to = Opt.text("--to", "T", "Leave out the series from then on.");

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, starts, from, to);
    }

    /// Whether every slot is a start.
    boolean isAll() {
        return starts.or("").equals(ALL);
    }

    /// Whether a part of the series was named.
    boolean isBounded() {
        return from.given() || to.given();
    }

    /// What `--from` and `--to` leave of a series.
    Interval span(ZoneFiles.Zone zone) {
        Interval span = zone.series().gramsPerKilowattHour().timeline().span();
        Instant start = from.given() ? Words.instant("--from", from.get()) : span.start();
        Instant end = to.given() ? Words.instant("--to", to.get()) : span.end();
        if (!start.isBefore(end)) {
            throw notBefore(start, end);
        }
        return new Interval(start, end);
    }

    static Failure notBefore(Instant start, Instant end) {
        return new Failure(Exit.USAGE, 113, "--from " + start + " is not before --to " + end, "");
    }

    /// Slots of the grid; null for all of them.
    int @Nullable [] of(IntensityGrid grid) {
        String which = starts.or(PER_MONTH + "-per-month");
        if (which.equals(ALL)) {
            return null;
        }
        List<Instant> instants = which.equals(PER_MONTH + "-per-month") ? perMonth(grid) : listed();
        return instants.stream().mapToInt(grid::slot).toArray();
    }

    /// The beginnings of five equal parts of each month, as far as they lie within the grid.
    private static List<Instant> perMonth(IntensityGrid grid) {
        Instant end = grid.at(grid.size());
        List<Instant> instants = new ArrayList<>();
        YearMonth month = YearMonth.from(grid.start().atOffset(ZoneOffset.UTC));
        while (true) {
            Instant first = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            if (!first.isBefore(end)) {
                return instants;
            }
            Duration part = Duration.ofDays(month.lengthOfMonth()).dividedBy(PER_MONTH);
            for (int i = 0; i < PER_MONTH; i++) {
                Instant each = first.plus(part.multipliedBy(i));
                if (!each.isBefore(grid.start()) && each.isBefore(end)) {
                    instants.add(each);
                }
            }
            month = month.plusMonths(1);
        }
    }

    private List<Instant> listed() {
        Path file = Words.path("--starts", starts.get());
        try {
            List<Instant> instants = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank()) {
                    instants.add(Words.instant(file + ":", line.strip()));
                }
            }
            return instants;
        } catch (IOException unreadable) {
            throw Failure.unreadable(file.toString(), unreadable);
        }
    }

    /// Slots before an end, of the starts that were asked for.
    int[] before(IntensityGrid grid, int end) {
        int[] slots = of(grid);
        return slots == null
                ? perMonthBefore(grid, end)
                : Arrays.stream(slots).filter(each -> each >= 0 && each < end).sorted().toArray();
    }

    /// Slots before an end, of five starts a month.
    static int[] perMonthBefore(IntensityGrid grid, int end) {
        return perMonth(grid).stream().mapToInt(grid::slot).filter(each -> each < end).toArray();
    }
}
