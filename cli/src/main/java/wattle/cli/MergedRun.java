package wattle.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Account;
import wattle.footprint.Footprint;
import wattle.footprint.Metered;
import wattle.footprint.Operational;
import wattle.footprint.Origin;
import wattle.footprint.Overhead;
import wattle.grid.Intensity;
import wattle.grid.IntensityFactor;
import wattle.hardware.DeviceKind;
import wattle.meter.Scope;
import wattle.report.RecordedRun;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.Interval;
import wattle.unit.Range;
import wattle.unit.Source;

/// Several records of one job, from its ranks and nodes, as one run.
///
/// Where records charge a whole machine, or an accelerator that was given whole, one component of
/// one host is one sensor however many ranks read it: of each record only the time counts that no
/// record before it covers. Shares of process trees and of processors and memory are parts of the
/// whole and add up. Embodied carbon is left out.
final class MergedRun {

    private MergedRun() {}

    /// @param runs at least one, of one intensity, one PUE and one scope
    /// @throws Failure if they cannot be one run
    static RecordedRun of(List<RecordedRun> runs) {
        RecordedRun first = runs.getFirst();
        for (RecordedRun each : runs) {
            requireAlike(first, each);
        }
        List<String> problems = new ArrayList<>();
        List<Metered> metered = new ArrayList<>();
        Map<String, List<EnergySeries>> counted = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        long repeated = 0;
        for (RecordedRun run : runs) {
            for (Metered each : run.metered()) {
                boolean whole =
                        run.scope().equals(Scope.MACHINE.label())
                                || (run.scope().equals(Scope.DEVICES.label())
                                        && each.kind().equals(DeviceKind.ACCELERATOR.label()));
                String sensor = run.machine().host() + "/" + each.name();
                Optional<EnergySeries> rest = Optional.of(each.energy());
                if (whole) {
                    List<EnergySeries> before =
                            counted.computeIfAbsent(sensor, none -> new ArrayList<>());
                    for (EnergySeries other : before) {
                        rest = rest.flatMap(energy -> energy.outside(other.timeline()));
                    }
                    rest.ifPresent(before::add);
                }
                if (rest.isPresent()) {
                    metered.add(renamed(each, unique(sensor, names), rest.get()));
                } else {
                    repeated++;
                }
            }
            problems.addAll(run.footprint().problems());
        }
        List<String> assumptions = new ArrayList<>(first.footprint().assumptions());
        assumptions.add(
                runs.size()
                        + " records are counted as one run"
                        + (repeated > 0
                                ? "; " + repeated + " readings of sensors that several read once"
                                : ""));
        Operational operational = first.footprint().operational();
        Intensity intensity = intensity(runs, problems);
        Footprint footprint =
                new Account(
                                metered,
                                intensity,
                                new GapPolicy.LeaveOut(),
                                new Overhead(
                                        Range.exactly(operational.pue()),
                                        Origin.SUPPLIED,
                                        new Source("of the records", null),
                                        null,
                                        "as the records have it"),
                                first.footprint().sci().unit(),
                                runs.stream()
                                        .mapToDouble(run -> run.footprint().sci().count())
                                        .max()
                                        .orElse(1),
                                assumptions,
                                problems.stream().distinct().toList(),
                                during(runs))
                        .footprint();
        return new RecordedRun(
                "merged-" + first.id(),
                first.command(),
                first.labels(),
                state(runs),
                exitCode(runs),
                first.scope(),
                sum(runs, true),
                sum(runs, false),
                first.machine(),
                metered,
                intensity,
                footprint,
                null);
    }

    /// What all of them met: each alone looked at its own time only.
    private static Intensity intensity(List<RecordedRun> runs, List<String> problems) {
        Intensity first = runs.getFirst().intensity();
        IntensityFactor yearly = PlaceIntensity.yearlyOf(first);
        boolean same = runs.stream().allMatch(each -> each.intensity().equals(first));
        Interval during = during(runs);
        return same || yearly == null || during == null
                ? first
                : PlaceIntensity.over(yearly, during, Home.of(System.getenv()), problems::add);
    }

    private static boolean isOnePlace(Intensity one, Intensity other) {
        IntensityFactor yearly = PlaceIntensity.yearlyOf(one);
        return yearly != null && yearly.equals(PlaceIntensity.yearlyOf(other));
    }

    private static void requireAlike(RecordedRun first, RecordedRun other) {
        boolean alike =
                (first.intensity().equals(other.intensity())
                                || isOnePlace(first.intensity(), other.intensity()))
                        && first.footprint()
                                .operational()
                                .pue()
                                .equals(other.footprint().operational().pue())
                        && first.scope().equals(other.scope());
        if (!alike) {
            throw new Failure(
                    Exit.CONFLICT,
                    91,
                    "runs "
                            + first.id()
                            + " and "
                            + other.id()
                            + " differ in place, intensity, PUE or scope, and cannot be one run",
                    "Report them without --merge, whose totals add them up, or give --zone and"
                            + " --pue for both.");
        }
    }

    private static Metered renamed(Metered each, String name, EnergySeries energy) {
        return new Metered(
                name,
                each.kind(),
                each.model(),
                energy,
                each.origin(),
                each.source(),
                each.lowFactor(),
                each.highFactor(),
                each.basis(),
                null,
                each.reserved());
    }

    /// From the start of the first to the end of the last.
    private static @Nullable Interval during(List<RecordedRun> runs) {
        Interval all = null;
        for (RecordedRun run : runs) {
            Interval each = run.footprint().span();
            if (all == null || each == null) {
                all = each == null ? all : each;
            } else {
                all =
                        new Interval(
                                each.start().isBefore(all.start()) ? each.start() : all.start(),
                                each.end().isAfter(all.end()) ? each.end() : all.end());
            }
        }
        return all;
    }

    private static String unique(String name, Set<String> names) {
        String free = name;
        for (int i = 2; !names.add(free); i++) {
            free = name + "#" + i;
        }
        return free;
    }

    private static RecordedRun.State state(List<RecordedRun> runs) {
        RecordedRun.State weakest = RecordedRun.State.FINISHED;
        for (RecordedRun run : runs) {
            weakest = run.state().compareTo(weakest) > 0 ? run.state() : weakest;
        }
        return weakest;
    }

    private static @Nullable Integer exitCode(List<RecordedRun> runs) {
        Integer worst = 0;
        for (RecordedRun run : runs) {
            Integer code = run.exitCode();
            if (code == null) {
                return null;
            }
            worst = Math.max(worst, code);
        }
        return worst;
    }

    private static long sum(List<RecordedRun> runs, boolean samples) {
        long sum = 0;
        for (RecordedRun run : runs) {
            long each = samples ? run.samples() : run.missed();
            if (each == RecordedRun.UNKNOWN) {
                return RecordedRun.UNKNOWN;
            }
            sum += each;
        }
        return sum;
    }

    /// The first instant of a run, by which runs are put in order.
    static Instant start(RecordedRun run) {
        var span = run.footprint().span();
        return span == null ? Instant.EPOCH : span.start();
    }
}
