package wattle.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import wattle.grid.Intensity;
import wattle.grid.IntensityFactor;
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
import wattle.report.RunSummary;
import wattle.series.GapPolicy;
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

    private final RunOptions options;
    private final FutureTask<Known> known;

    /// @param machine facts of the machine, looked up when they are needed
    /// @param started when the run began
    RunAccount(RunOptions options, Supplier<Map<String, String>> machine, Instant started) {
        this.options = options;
        int year = started.atOffset(ZoneOffset.UTC).getYear();
        known = new FutureTask<>(() -> look(machine.get(), year));
    }

    void lookMeanwhile() {
        Thread.ofPlatform().daemon().name("look-up").start(known);
    }

    /// @param tally of the run, which has ended or is cut off
    /// @param seen problems that the run had, more of which may be found here
    Result of(Tally tally, List<String> seen) throws InterruptedException {
        Known looked = known();
        List<String> problems = new ArrayList<>(seen);
        return of(looked, tally, intensity(looked, problems), problems);
    }

    private Intensity intensity(Known looked, List<String> problems) {
        return looked.intensity() != null
                ? looked.intensity()
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
            RunSummary.of(of(tally, List.of()).footprint(), Duration.ZERO, Scope.PROCESS);
        } catch (RuntimeException | InterruptedException failed) {
            // The run's own account fails in the same way, and says so where it belongs.
            return;
        }
    }

    private Result of(Known looked, Tally tally, Intensity intensity, List<String> problems) {
        var attribution =
                new Attribution(
                        tally,
                        options.scope(),
                        options.allocation(),
                        looked.cpu().model(),
                        looked.memory().bytes() > 0 ? looked.memory() : null);
        List<Metered> metered = new ArrayList<>();
        boolean modelled = false;
        for (Charge charge : attribution.charges()) {
            metered.add(metered(charge));
            modelled |= charge.source().equals(looked.cpu().model().source());
        }
        List<String> assumptions = new ArrayList<>();
        if (modelled) {
            assumptions.addAll(looked.cpu().notes());
        }
        assumptions.addAll(attribution.notes());
        assumptions.add(notCounted(attribution.charges(), modelled, looked));
        problems.addAll(missed(tally));
        Footprint footprint =
                new Account(
                                metered,
                                intensity,
                                new GapPolicy.LeaveOut(),
                                looked.overhead(),
                                options.unit().unit("run"),
                                options.unit().count(),
                                assumptions,
                                problems)
                        .footprint();
        return new Result(footprint, metered, intensity);
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

    private String notCounted(List<Charge> charges, boolean modelled, Known looked) {
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
        missing.add("embodied carbon");
        return "not counted: " + String.join(", ", missing);
    }

    /// Parts whose meters were found late or were silent.
    private static List<String> missed(Tally tally) {
        List<String> said = new ArrayList<>();
        double run = tally.elapsed().toNanos();
        for (int i = 0; i < tally.parts().size(); i++) {
            double share = 1 - tally.metered(i).toNanos() / Math.max(1, run);
            if (share > MISSED) {
                said.add(
                        tally.parts().get(i).name()
                                + " was not metered for "
                                + Math.round(share * 100)
                                + " % of the run, whose energy is not counted");
            }
        }
        return said;
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
