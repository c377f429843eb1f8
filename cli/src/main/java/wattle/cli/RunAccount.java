package wattle.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Account;
import wattle.footprint.Footprint;
import wattle.footprint.FunctionalUnit;
import wattle.footprint.Metered;
import wattle.footprint.Origin;
import wattle.footprint.Overhead;
import wattle.grid.Intensity;
import wattle.grid.IntensityFactor;
import wattle.meter.procfs.CpuInfo;
import wattle.report.RunSummary;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.Timeline;
import wattle.series.csv.Reading;

/// From a run's CPU time to its footprint. What does not depend on the run is looked up on a thread
/// of its own while the command runs, so a short command does not wait for it.
final class RunAccount {

    /// @param intensity of the place; null where files give it
    private record Known(CpuPower cpu, @Nullable IntensityFactor intensity, Overhead overhead) {}

    private final List<String> intensityFiles;
    private final PlaceOptions place;
    private final FunctionalUnit unit;
    private final double count;
    private final FutureTask<Known> known;

    RunAccount(
            List<String> intensityFiles,
            PlaceOptions place,
            FunctionalUnit unit,
            double count,
            Instant now) {
        this.intensityFiles = intensityFiles;
        this.place = place;
        this.unit = unit;
        this.count = count;
        int year = now.atOffset(ZoneOffset.UTC).getYear();
        known = new FutureTask<>(() -> look(year));
    }

    void lookMeanwhile() {
        Thread.ofPlatform().daemon().name("look-up").start(known);
    }

    /// @param timeline of the run, which has ended
    /// @param seen problems that the run had, more of which may be found here
    Footprint footprint(CpuTimeline timeline, List<String> seen) throws InterruptedException {
        Known looked = known();
        List<String> problems = new ArrayList<>(seen);
        Intensity intensity =
                looked.intensity() != null
                        ? looked.intensity()
                        : IntensityFiles.read(
                                intensityFiles,
                                place.signal(),
                                place.factor(),
                                Reading.STRICT,
                                problems);
        EnergySeries energy = timeline.energy(looked.cpu().perThread().value());
        return footprint(looked, energy, intensity, problems);
    }

    private Known look(int year) {
        CpuPower cpu = CpuPower.of(CpuInfo.read(Path.of("/proc")));
        Overhead overhead = place.overheadOfMeters(year);
        if (!intensityFiles.isEmpty()) {
            return new Known(cpu, null, overhead);
        }
        IntensityFactor intensity = place.orWorld(year);
        return new Known(cpu, intensity, overhead);
    }

    /// Begins, on a thread of its own, to load what every run's end needs, while the options are
    /// still being read and the command starts: it accounts for a run that nobody made.
    static void prepare() {
        var account =
                new RunAccount(
                        List.of(), new PlaceOptions(), new FunctionalUnit("run"), 1, Instant.EPOCH);
        Thread.ofPlatform().daemon().name("prepare").start(account::rehearse);
    }

    private void rehearse() {
        var nothing =
                new EnergySeries(
                        Timeline.regular(Instant.EPOCH, Duration.ofSeconds(1), 1), new double[1]);
        try {
            rehearse(nothing);
        } catch (RuntimeException failed) {
            // The run's own account fails in the same way, and says so where it belongs.
            return;
        }
    }

    private void rehearse(EnergySeries nothing) {
        Known looked = look(Instant.EPOCH.atOffset(ZoneOffset.UTC).getYear());
        Footprint footprint =
                footprint(looked, nothing, Objects.requireNonNull(looked.intensity()), List.of());
        RunSummary.of(footprint, Duration.ZERO);
    }

    private Footprint footprint(
            Known looked, EnergySeries energy, Intensity intensity, List<String> problems) {
        CpuPower cpu = looked.cpu();
        double used = cpu.perThread().value().watts();
        double low = cpu.perThread().low().watts();
        double high = cpu.perThread().high().watts();
        var metered =
                new Metered(
                        "cpu",
                        "cpu",
                        cpu.model(),
                        energy,
                        Origin.ESTIMATED,
                        cpu.method() + " (" + cpu.source().name() + ")",
                        low / used,
                        high / used,
                        "watts of a busy thread: " + low + " to " + high,
                        null);
        return new Account(
                        List.of(metered),
                        intensity,
                        new GapPolicy.LeaveOut(),
                        looked.overhead(),
                        unit,
                        count,
                        cpu.notes(),
                        problems)
                .footprint();
    }

    private Known known() throws InterruptedException {
        try {
            return known.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }
}
