package wattle.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Account;
import wattle.footprint.Footprint;
import wattle.footprint.Metered;
import wattle.footprint.Origin;
import wattle.footprint.Overhead;
import wattle.footprint.Prediction;
import wattle.grid.Intensity;
import wattle.grid.IntensityFactor;
import wattle.grid.Met;
import wattle.hardware.catalog.Memory;
import wattle.meter.Activity;
import wattle.meter.Allocation;
import wattle.meter.Attribution;
import wattle.meter.Charge;
import wattle.meter.Domain;
import wattle.meter.MemoryModel;
import wattle.meter.Sample;
import wattle.meter.Scope;
import wattle.meter.Tally;
import wattle.meter.journal.Recording;
import wattle.report.Foreseen;
import wattle.report.Phrases;
import wattle.report.Readout;
import wattle.report.RunSummary;
import wattle.run.Savings;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.Interval;
import wattle.series.Timeline;
import wattle.series.csv.Reading;

/// From what a run measured to its footprint. What does not depend on the run is looked up on a
/// thread of its own while the command runs, so a short command does not wait for it.
final class RunAccount {

    /// Less than this share of a run's time without a part's meter is not worth a word.
    private static final double MISSED = 0.02;

    /// @param intensity of the place; null where files give it
    record Known(
            CpuPower cpu,
            MemoryModel memory,
            @Nullable IntensityFactor intensity,
            Overhead overhead) {}

    /// A run's footprint with what it was made of.
    record Result(Footprint footprint, List<Metered> metered, Intensity intensity) {}

    /// Beyond it those who watch see the yearly figure.
    private static final Duration WATCHED_AHEAD = Duration.ofDays(30);

    private final RunOptions options;
    private final FutureTask<Known> known;

    private @Nullable Thread looking;

    /// Read once for those who watch; for the end of the run it is read anew.
    private @Nullable Intensity read;

    /// @param machine facts of the machine, looked up when they are needed
    /// @param started when the run began
    RunAccount(RunOptions options, Supplier<Map<String, String>> machine, Instant started) {
        this.options = options;
        int year = started.atOffset(ZoneOffset.UTC).getYear();
        known = new FutureTask<>(() -> look(machine.get(), year));
    }

    /// @param afterwards done on the same thread
    void lookMeanwhile(Runnable afterwards) {
        looking =
                Thread.ofPlatform()
                        .daemon()
                        .name("look-up")
                        .start(() -> {
                            known.run();
                            afterwards.run();
                        });
    }

    /// Waits for what is done meanwhile, for a run that ended at once.
    void awaitLooked(Duration most) throws InterruptedException {
        Thread thread = looking;
        if (thread != null) {
            thread.join(most);
        }
    }

    /// @param tally of the run, which has ended or is cut off
    /// @param seen problems that the run had, more of which may be found here
    Result of(Tally tally, List<String> seen) throws InterruptedException {
        Known looked = known();
        List<String> problems = new ArrayList<>(seen);
        return of(looked, tally, intensity(looked, during(tally), problems), problems);
    }

    /// What the job's parts took, by what was metered.
    List<EnergySeries> energy(Tally tally) throws InterruptedException {
        List<EnergySeries> energy = new ArrayList<>();
        attribution(known(), tally).charges().forEach(each -> energy.add(each.energy()));
        return energy;
    }

    /// What shifting a run has saved.
    ///
    /// @param energy one series or more
    /// @param ran when its job ran, pauses left out
    /// @param start since when it could have run
    /// @param problems told what the user should know
    /// @return null where the intensity of that time is not known
    @Nullable Savings savings(
            List<EnergySeries> energy, List<Interval> ran, Instant start, List<String> problems)
            throws InterruptedException {
        Known looked = known();
        Instant from = start;
        Instant to = start.plusSeconds(1);
        for (EnergySeries each : energy) {
            Interval span = each.timeline().span();
            from = span.start().isBefore(from) ? span.start() : from;
            to = span.end().isAfter(to) ? span.end() : to;
        }
        return Savings.of(
                energy,
                ran,
                start,
                intensity(looked, new Interval(from, to), problems),
                looked.overhead().pue().value());
    }

    private Intensity intensity(Known looked, Interval during, List<String> problems) {
        return looked.intensity() != null
                ? PlaceIntensity.over(
                        looked.intensity(), during, Home.of(System.getenv()), problems::add)
                : IntensityFiles.read(
                        List.of(options.intensityFiles().split("\n", -1)),
                        options.place().signal(),
                        options.place().factor(),
                        Reading.STRICT,
                        problems);
    }

    private Known look(Map<String, String> machine, int year) {
        CpuPower cpu = CpuPower.of(Machine.cpu(machine), Machine.threads(machine));
        Memory memory = Memory.ofServers();
        Overhead overhead = options.place().overheadOfMeters(year);
        return new Known(
                cpu,
                new MemoryModel(
                        memory.perGigabyte(),
                        Machine.memoryBytes(machine),
                        "memory × watts per gigabyte (" + memory.source().name() + ")"),
                options.intensityFiles().isEmpty() ? options.place().orWorld(year) : null,
                overhead);
    }

    /// Begins, on a thread of its own, to load what every run's end needs, while the options are
    /// still being read and the command starts: it accounts for a run that nobody made.
    static void prepare() {
        var account =
                new RunAccount(
                        new RunOptions(
                                Scope.PROCESS,
                                Allocation.ALL,
                                new PlaceOptions(),
                                "",
                                new UnitOptions()),
                        () -> Machine.facts(Path.of("/proc")),
                        Instant.EPOCH);
        Thread.ofPlatform().daemon().name("prepare").start(account::rehearse);
    }

    private void rehearse() {
        try {
            known.run();
            var tally = new Tally(Instant.EPOCH);
            tally.accept(Sample.of(1_000_000_000, Activity.NONE));
            RunSummary.of(of(tally, List.of()).footprint(), Duration.ZERO, Scope.PROCESS, null);
        } catch (RuntimeException | InterruptedException failed) {
            // The run's own account fails in the same way, and says so where it belongs.
            return;
        }
    }

    private Result of(Known looked, Tally tally, Intensity intensity, List<String> problems) {
        Attribution attribution = attribution(looked, tally);
        Interval during = during(tally);
        List<Metered> metered = new ArrayList<>();
        List<String> makings = new ArrayList<>();
        boolean modelled = false;
        for (Charge charge : attribution.charges()) {
            Metered each = metered(charge);
            boolean accelerator = charge.domain() == Domain.GPU_BOARD; // Others load no catalog.
            metered.add(
                    accelerator ? each.of(Making.of(charge, during.duration(), makings)) : each);
            modelled |= charge.source().equals(looked.cpu().model().source());
        }
        List<String> assumptions = new ArrayList<>();
        if (modelled) {
            assumptions.addAll(looked.cpu().notes());
        }
        assumptions.addAll(attribution.notes());
        assumptions.addAll(makings);
        if (tally.pauses() > 0) {
            assumptions.add(
                    "its driver paused it "
                            + (tally.pauses() == 1 ? "once" : tally.pauses() + " times")
                            + ", for "
                            + Phrases.duration(tally.paused())
                            + " in all; what was drawn meanwhile counts");
        }
        assumptions.add(notCounted(attribution.charges(), metered, modelled, looked));
        problems.addAll(missed(tally));
        Units units = Units.of(options.unit(), tally);
        Footprint footprint =
                new Account(
                                metered,
                                intensity,
                                new GapPolicy.LeaveOut(),
                                looked.overhead(),
                                units.unit(),
                                units.count(),
                                assumptions,
                                problems,
                                during)
                        .footprint();
        return new Result(footprint, metered, intensity);
    }

    /// From the command's start to its end, as the wall clock went, or to the last sample of a run
    /// that was cut off.
    private static Interval during(Tally tally) {
        return new Interval(tally.start(), end(tally));
    }

    private static Instant end(Tally tally) {
        return tally.start().plus(tally.elapsed()).plus(tally.asleep());
    }

    /// What has been taken so far, for those who watch.
    ///
    /// @param tally of a run that goes on
    /// @param now the end of its last sample, by the wall clock
    Readout readout(Tally tally, Instant now, long missed, Map<String, String> labels)
            throws InterruptedException {
        Known looked = known();
        Intensity intensity = watched(looked, tally.start());
        double pue = looked.overhead().pue().value().ratio();
        double grams = 0;
        List<Readout.Item> items = new ArrayList<>();
        for (Charge charge : attribution(looked, tally).charges()) {
            grams += intensity.meet(charge.energy(), new GapPolicy.LeaveOut()).carbon().grams();
            EnergySeries energy = charge.energy();
            int last = energy.size() - 1;
            double seconds = energy.timeline().interval(last).duration().toNanos() / 1e9;
            items.add(
                    new Readout.Item(
                            charge.name(),
                            kind(charge.domain()),
                            charge.model(),
                            charge.modelled() ? Origin.ESTIMATED : Origin.MEASURED,
                            energy.total().joules(),
                            OptionalDouble.of(energy.energy(last).joules() / seconds)));
        }
        return new Readout(
                now,
                items,
                OptionalDouble.of(grams * pue),
                at(intensity, now),
                pue,
                tally.samples(),
                missed,
                labels);
    }

    /// The last readout of a run that has ended.
    Readout last(Recording recording, Watch watch) throws InterruptedException {
        Tally tally = recording.tally();
        return readout(tally, end(tally), watch.get().missed(), recording.header().labels());
    }

    /// How long a run will go on, by its epochs so far; null where nobody can tell. May be called
    /// by another thread than the sampler's and then gives nothing rather than something wrong.
    @Nullable Duration left(Recording recording, @Nullable Integer epochs) {
        if (epochs == null) {
            return null;
        }
        Tally tally = recording.tally();
        Instant last = tally.lastEpoch();
        long done = tally.epochMarks();
        if (last == null || done < 1) {
            return null;
        }
        Duration each = Duration.between(tally.start(), last).dividedBy(done);
        Duration since = Duration.between(last, end(tally));
        Duration left = each.multipliedBy(epochs - done).minus(since);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// The intensity of this second; empty where a series does not have it.
    private static OptionalDouble at(Intensity intensity, Instant now) {
        var second =
                new EnergySeries(
                        Timeline.regular(now.minusSeconds(1), Duration.ofSeconds(1), 1),
                        new double[] {1});
        Met met = intensity.meet(second, new GapPolicy.LeaveOut());
        return met.coverage().joined().joules() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(met.carbon().grams() / met.coverage().joined().kilowattHours());
    }

    private Intensity watched(Known looked, Instant start) {
        if (read == null) {
            Interval ahead = Interval.of(start, WATCHED_AHEAD);
            read = intensity(looked, ahead, new ArrayList<>());
        }
        return read;
    }

    /// What all epochs will have taken; null before the first is done, and when the last is and
    /// nothing is left to be foreseen.
    ///
    /// @param result of the tally
    @Nullable Foreseen foreseen(Result result, Tally tally, int epochs) {
        if (tally.epochMarks() >= epochs) {
            return null;
        }
        List<Instant> ends = new ArrayList<>(tally.lastEpochs());
        Instant from = tally.start();
        if (ends.size() < tally.epochMarks()) { // The earlier ones are known in one sum alone.
            from = ends.removeFirst();
        }
        int earlier = Math.toIntExact(tally.epochMarks() - ends.size());
        Interval before = from.isAfter(tally.start()) ? new Interval(tally.start(), from) : null;
        double[] energy = new double[ends.size()];
        double[] grams = new double[ends.size()];
        for (int i = 0; i < ends.size(); i++) {
            energy[i] = spent(result, from, ends.get(i), false);
            grams[i] = spent(result, from, ends.get(i), true);
            from = ends.get(i).isAfter(from) ? ends.get(i) : from;
        }
        Instant end = end(tally);
        Prediction ofEnergy =
                Prediction.of(
                        spent(result, before, false),
                        earlier,
                        energy,
                        spent(result, from, end, false),
                        epochs);
        Prediction ofGrams =
                Prediction.of(
                        spent(result, before, true),
                        earlier,
                        grams,
                        spent(result, from, end, true),
                        epochs);
        Prediction ofTime =
                Prediction.ofTime(
                        tally.start(), tally.lastEpochs(), tally.epochMarks(), end, epochs);
        return ofEnergy == null || ofGrams == null || ofTime == null
                ? null
                : new Foreseen(ofEnergy, ofGrams, ofTime);
    }

    private static double spent(Result result, @Nullable Interval during, boolean carbon) {
        return during == null ? 0 : spent(result, during.start(), during.end(), carbon);
    }

    /// Facility energy in kWh, or operational carbon in grams, of a stretch of time.
    private static double spent(Result result, Instant from, Instant to, boolean carbon) {
        if (!from.isBefore(to)) {
            return 0;
        }
        double sum = 0;
        for (Metered each : result.metered()) {
            Optional<EnergySeries> energy = each.energy().during(new Interval(from, to));
            if (energy.isPresent() && carbon) {
                sum +=
                        result.intensity()
                                .meet(energy.get(), new GapPolicy.LeaveOut())
                                .carbon()
                                .grams();
            } else if (energy.isPresent()) {
                sum += energy.get().total().kilowattHours();
            }
        }
        return sum * result.footprint().operational().pue().ratio();
    }

    private Attribution attribution(Known looked, Tally tally) {
        return new Attribution(
                tally,
                options.scope(),
                options.allocation(),
                looked.cpu().model(),
                looked.memory().bytes() > 0 ? looked.memory() : null);
    }

    private static Metered metered(Charge charge) {
        return new Metered(
                charge.name(),
                kind(charge.domain()),
                charge.model(),
                charge.energy(),
                charge.modelled() ? Origin.ESTIMATED : Origin.MEASURED,
                charge.source(),
                charge.accuracy().low(),
                charge.accuracy().high(),
                charge.accuracy().basis(),
                charge.idle());
    }

    private static String kind(Domain domain) {
        return switch (domain) {
            case CORE, UNCORE, PACKAGE -> "cpu";
            case DRAM -> "memory";
            case GPU_BOARD -> "accelerator";
            case PLATFORM, NODE -> "node";
        };
    }

    private String notCounted(
            List<Charge> charges, List<Metered> metered, boolean modelled, Known looked) {
        Set<String> kinds = new LinkedHashSet<>();
        charges.forEach(charge -> kinds.add(kind(charge.domain())));
        List<String> missing = new ArrayList<>();
        boolean node = kinds.contains("node");
        if (!node && !kinds.contains("accelerator")) {
            missing.add("accelerator");
        }
        boolean memoryIsInModel = modelled && looked.cpu().model().withMemory();
        if (!node && !kinds.contains("memory") && !memoryIsInModel) {
            missing.add("memory");
        }
        if (modelled && options.scope() == Scope.PROCESS) {
            missing.add("idle power");
        }
        if (!node) {
            missing.add("storage");
            missing.add("network");
        }
        List<String> unmade = new ArrayList<>();
        for (Metered each : metered) {
            if (each.reserved() == null) {
                unmade.add(each.name());
            }
        }
        if (unmade.size() == metered.size()) {
            missing.add("embodied carbon");
        } else {
            unmade.add("the rest of the machine");
            missing.add("embodied carbon of " + String.join(" and ", unmade));
        }
        return "not counted: " + String.join(", ", missing);
    }

    /// Parts whose meters were found late or were silent for a while, one sentence for those that
    /// have the same to be said. Of a counter that stood still that was said already.
    private static List<String> missed(Tally tally) {
        Map<Long, List<String>> parts = new LinkedHashMap<>();
        List<String> never = new ArrayList<>();
        double run = tally.elapsed().toNanos();
        for (int i = 0; i < tally.parts().size(); i++) {
            double share = 1 - tally.metered(i).toNanos() / Math.max(1, run);
            if (tally.metered(i).isZero()) {
                never.add(tally.parts().get(i).name());
            } else if (share > MISSED && tally.isMetered(i)) {
                parts.computeIfAbsent(Math.round(share * 100), _ -> new ArrayList<>())
                        .add(tally.parts().get(i).name());
            }
        }
        List<String> said = new ArrayList<>();
        if (!never.isEmpty()) {
            said.add(
                    String.join(", ", never)
                            + (never.size() == 1 ? " was" : " were")
                            + " never read twice, so no energy was metered");
        }
        parts.forEach((percent, names) ->
                said.add(
                        String.join(", ", names)
                                + (names.size() == 1 ? " was" : " were")
                                + " not metered for "
                                + percent
                                + " % of the run; the energy of that time is not counted"));
        return said;
    }

    /// Whether what does not depend on the run has been looked up, so that nobody has to wait.
    boolean isKnown() {
        return known.isDone();
    }

    Known known() throws InterruptedException {
        known.run(); // Nothing, where a thread does it already.
        try {
            return Objects.requireNonNull(known.get());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}
