package wattle.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wattle.meter.csv.EnergyFile;
import wattle.plan.EvaluatedJob;
import wattle.plan.IntensityGrid;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.plan.Policy;
import wattle.plan.catalog.PaperJob;
import wattle.plan.catalog.PaperSaving;
import wattle.report.evaluation.ProtocolView;
import wattle.series.Interval;
import wattle.series.csv.Reading;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// The evaluation of Dodge et al. 2022, section 6: their eleven jobs, eight allowances, and starts
/// of a year, on a grid of five minutes, over any number of zones.
///
/// Zones are worked on by all processors, a job of a zone at a time; the result does not depend on
/// how many there are.
final class DodgeProtocol {

    static final String NAME = "dodge-2022";
    static final String SLACKS = "6h,12h,18h,24h,25%,50%,75%,100%";

    static final Duration STEP = Duration.ofMinutes(5);
    private static final int YEAR = 2020;

    /// Of a year so much has to be there.
    private static final double ENOUGH = 0.99;

    /// What the paper compares with, by the factors that it prints; those that `estimate` prints
    /// are of a later edition.
    private static final List<ProtocolView.Mark> MARKS =
            List.of(
                    new ProtocolView.Mark("a smartphone charge", new CarbonMass(8.22)),
                    new ProtocolView.Mark("a mile driven", new CarbonMass(398)),
                    new ProtocolView.Mark("a gallon of gasoline", new CarbonMass(8_887)),
                    new ProtocolView.Mark("a barrel of oil", new CarbonMass(430_000)),
                    new ProtocolView.Mark("a US home for a year", new CarbonMass(8.3e6)),
                    new ProtocolView.Mark("a railcar of coal", new CarbonMass(181.29e6)));

    private final Map<String, Load> loads = new LinkedHashMap<>();
    private final List<ProtocolView.Job> jobs = new ArrayList<>();

    /// @param profile an energy series that is evaluated as a job too
    DodgeProtocol(@Nullable Path profile) {
        for (PaperJob each : PaperJob.ofDodge2022()) {
            loads.put(each.key(), each.load(STEP));
            jobs.add(
                    new ProtocolView.Job(
                            each.key(), each.name(), each.duration(), each.energy(), true));
        }
        if (profile != null) {
            Load load = profile(profile);
            loads.put("profile", load);
            double joules = 0;
            for (int i = 0; i < load.slots(); i++) {
                joules += load.energy(i).joules();
            }
            jobs.add(
                    new ProtocolView.Job(
                            "profile",
                            "Profile of " + profile.getFileName(),
                            load.duration(),
                            new Energy(joules),
                            false));
        }
    }

    private static Load profile(Path file) {
        Load load = Load.of(EnergyFile.read(file, Reading.STRICT).energy(), STEP);
        if (!load.last().equals(STEP)) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    260,
                    file + " does not end on a whole interval of five minutes",
                    "The protocol works on a grid of five minutes.");
        }
        return load;
    }

    /// The starts of a zone.
    interface Starts {

        /// @param end behind the last slot that may be a start
        /// @return slots of the grid, ascending
        int[] of(IntensityGrid grid, int end);
    }

    /// What is evaluated.
    ///
    /// @param level of the policy threshold, in g/kWh
    /// @param span what the user left of a series; null for a year of it
    /// @param starts those of the tables; null for all of the time
    /// @param shown those of the figures
    record Wish(
            List<String> slacks,
            List<Policy> policies,
            Pausing pausing,
            double level,
            @Nullable Function<ZoneFiles.Zone, Interval> span,
            @Nullable Starts starts,
            Starts shown) {}

    /// A job whose result is a multiple of another's: those of constant power and of one length
    /// differ by a factor.
    private record Part(String job, double joules, double times, Future<EvaluatedJob> result) {}

    private record Work(ZoneFiles.Zone zone, Interval time, List<Part> parts) {}

    ProtocolView run(List<ZoneFiles.Zone> zones, Wish wish, DoubleConsumer progress)
            throws InterruptedException {
        List<Work> works = new ArrayList<>();
        try (ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (ZoneFiles.Zone zone : zones) {
                works.add(begin(zone, wish, workers));
            }
            int done = 0;
            List<ProtocolView.Zone> results = new ArrayList<>();
            for (Work each : works) {
                results.add(finished(each));
                done++;
                progress.accept((double) done / works.size());
            }
            return view(results, wish);
        } catch (ExecutionException fault) {
            throw new IllegalStateException(fault.getCause());
        }
    }

    private Work begin(ZoneFiles.Zone zone, Wish wish, ExecutorService workers) {
        Interval time = wish.span() == null ? year(zone) : wish.span().apply(zone);
        IntensityGrid grid = grid(zone, time, wish.slacks());
        int end = Math.min(grid.size(), grid.slot(time.end()));
        int[] starts = wish.starts() == null ? all(end) : wish.starts().of(grid, end);
        int[] shown = wish.shown().of(grid, end);
        List<Part> parts = new ArrayList<>();
        Map<Integer, Part> byLength = new LinkedHashMap<>();
        for (ProtocolView.Job job : jobs) {
            Load load = load(job);
            double joules = job.energy().joules();
            boolean same = job.constant() && wish.pausing().equals(Pausing.FREE);
            Part first = same ? byLength.get(load.slots()) : null;
            if (first != null) {
                parts.add(new Part(job.key(), joules, joules / first.joules(), first.result()));
                continue;
            }
            var question =
                    new EvaluatedJob.Question(
                            slots(load, wish.slacks()),
                            wish.policies(),
                            wish.pausing(),
                            wish.level(),
                            starts,
                            shown,
                            end);
            var part =
                    new Part(
                            job.key(),
                            joules,
                            1,
                            workers.submit(() -> EvaluatedJob.of(grid, load, question)));
            parts.add(part);
            if (same) {
                byLength.put(load.slots(), part);
            }
        }
        return new Work(zone, time, parts);
    }

    private static ProtocolView.Zone finished(Work work)
            throws InterruptedException, ExecutionException {
        Map<String, EvaluatedJob> done = new LinkedHashMap<>();
        for (Part part : work.parts()) {
            EvaluatedJob result = part.result().get();
            done.put(part.job(), part.times() == 1 ? result : result.times(part.times()));
        }
        return new ProtocolView.Zone(
                work.zone().name(),
                work.zone().series().labels(),
                work.time().start() + " to " + work.time().end(),
                done);
    }

    private Load load(ProtocolView.Job job) {
        return Objects.requireNonNull(loads.get(job.key()));
    }

    private static Map<String, Integer> slots(Load load, List<String> slacks) {
        Map<String, Integer> slots = new LinkedHashMap<>();
        slacks.forEach(word -> slots.put(word, new Slack(word).slots(load)));
        return slots;
    }

    private static int[] all(int end) {
        int[] starts = new int[end];
        Arrays.setAll(starts, i -> i);
        return starts;
    }

    /// The time and as much of the series after it as the longest window may reach into.
    private IntensityGrid grid(ZoneFiles.Zone zone, Interval time, List<String> slacks) {
        int longest = 0;
        for (Load load : loads.values()) {
            for (int slack : slots(load, slacks).values()) {
                longest = Math.max(longest, load.slots() + slack);
            }
        }
        Instant end = zone.series().gramsPerKilowattHour().timeline().span().end();
        Instant reach = time.end().plus(STEP.multipliedBy(longest));
        return IntensityGrid.of(
                zone.series().gramsPerKilowattHour(),
                new Interval(time.start(), reach.isBefore(end) ? reach : end),
                STEP);
    }

    /// The year of the paper where the series has it, else the last calendar year that it has, else
    /// all of it.
    private static Interval year(ZoneFiles.Zone zone) {
        Interval span = zone.series().gramsPerKilowattHour().timeline().span();
        List<Integer> years = new ArrayList<>(List.of(YEAR));
        int first = span.start().atOffset(ZoneOffset.UTC).getYear();
        for (int year = span.end().atOffset(ZoneOffset.UTC).getYear(); year >= first; year--) {
            years.add(year);
        }
        for (int year : years) {
            Instant from = start(year);
            Instant to = start(year + 1);
            Instant begin = from.isBefore(span.start()) ? span.start() : from;
            Instant end = to.isAfter(span.end()) ? span.end() : to;
            double whole = Duration.between(from, to).toSeconds();
            if (Duration.between(begin, end).toSeconds() >= ENOUGH * whole) {
                return new Interval(begin, end);
            }
        }
        return span;
    }

    private static Instant start(int year) {
        return Year.of(year).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private ProtocolView view(List<ProtocolView.Zone> results, Wish wish) {
        List<ProtocolView.Printed> printed = new ArrayList<>();
        for (PaperSaving each : PaperSaving.ofDodge2022()) {
            printed.add(
                    new ProtocolView.Printed(
                            each.allowance(),
                            each.job(),
                            each.table(),
                            each.flexibleStart(),
                            each.pauseResume(),
                            each.pausesPerHour()));
        }
        return new ProtocolView(
                "The protocol of Dodge et al. 2022",
                jobs,
                results,
                wish.slacks(),
                wish.policies(),
                printed,
                PaperSaving.source().name(),
                MARKS,
                NOTES);
    }

    private static final List<String> NOTES =
            List.of(
                    "Plans knew the intensity: an upper bound of what can be saved.",
                    "Power is constant (but for a profile) and only that of the accelerators; pausing is"
                            + " free unless options say what it costs. A grid of"
                            + " five minutes, a slack in percent rounded up to it.",
                    "Means are over starts and zones, each start with the same weight; a start whose"
                            + " window leaves the series or meets a gap is left out, and so is a"
                            + " start whose baseline is zero.",
                    "The paper's 16 series of marginal intensity are not public: its numbers are"
                            + " beside ours for their shape and size.");
}
