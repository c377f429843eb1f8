package wattle.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.plan.Slots;
import wattle.plan.csv.CapacityFile;
import wattle.plan.csv.QueueFile;
import wattle.plan.jgrapht.JGraphTFlow;
import wattle.plan.queue.JobQueue;
import wattle.plan.queue.Pool;
import wattle.plan.queue.QueuePlan;
import wattle.plan.queue.QueuePlanner;
import wattle.plan.queue.QueuedJob;
import wattle.series.HeldSeries;
import wattle.unit.Pue;

/// Many jobs that share devices: what `wattle plan --jobs` adds.
final class QueueOptions {

    /// A flow of more arcs takes longer than somebody waits; then the heuristic plans.
    private static final long MOST_ARCS = 20_000;

    private static final int MOST_SLOTS = 1_000_000;

    private final Opt<String> jobs =
            Opt.text(
                    "--jobs",
                    "FILE",
                    "Plan many jobs that share devices: CSV with job, duration and power_watts of each"
                            + " device, and release, deadline or slack, devices, zone, pausable, moves.");

    private final Opt<String[]> capacity =
            Opt.texts(
                    "--capacity",
                    "ZONE=N|FILE",
                    "With --jobs: how many devices there are; or CSV: zone, interval_start_utc,"
                            + " devices.");

    /// @param pue overhead of the facility
    record Zone(String name, HeldSeries gramsPerKilowattHour, Pue pue) {}

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, jobs, capacity);
    }

    boolean given() {
        return jobs.given();
    }

    /// How far ahead an intensity is needed.
    Duration ahead(Instant start) {
        Instant last = start;
        for (QueueFile.Job each : read()) {
            last = later(last, deadline(each, start));
        }
        return Duration.between(start, last).plusDays(1);
    }

    /// @param start when the first slot begins
    /// @param step of the slots
    /// @param pausing costs and rules of the jobs that may pause
    QueuePlan plan(
            Instant start, Duration step, List<Zone> zones, Pausing pausing, PrintWriter remarks) {
        List<QueueFile.Job> read = read();
        int size = 0;
        int rounded = 0;
        List<QueuedJob> queued = new ArrayList<>();
        for (QueueFile.Job each : read) {
            int deadline = slots(start, deadline(each, start), step, false);
            rounded += isRounded(each, step) ? 1 : 0;
            queued.add(job(each, start, deadline, step, zones, pausing));
            size = Math.max(size, deadline);
        }
        if (rounded > 0) {
            remarks.println(
                    "wattle: "
                            + rounded
                            + " of "
                            + read.size()
                            + " jobs take no whole number of slots of "
                            + step
                            + ": they hold their devices to the end of their last one");
        }
        Map<String, NavigableMap<Instant, Integer>> devices = devices(zones, start);
        List<Pool> pools = new ArrayList<>();
        // As far again as the last deadline, where it is known, for jobs that end late without a
        // plan.
        int known = size;
        for (Zone each : zones) {
            known = Math.min(2 * size, Math.max(size, covered(each, start, step, 2 * size)));
        }
        for (Zone each : zones) {
            known = Math.min(known, Math.max(size, covered(each, start, step, 2 * size)));
        }
        for (Zone each : zones) {
            pools.add(pool(each, start, step, size, known, devices));
        }
        return new QueuePlanner(new JGraphTFlow(), MOST_ARCS).plan(new JobQueue(pools, queued));
    }

    private List<QueueFile.Job> read() {
        return QueueFile.read(Words.path("--jobs", jobs.get()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant release(QueueFile.Job job, Instant start) {
        return job.release() == null ? start : later(start, job.release());
    }

    private static Instant deadline(QueueFile.Job job, Instant start) {
        return job.deadline() == null
                ? release(job, start).plus(job.duration()).plus(job.slack())
                : job.deadline();
    }

    /// How many slots end at or before an instant, or begin before it.
    private static int slots(Instant start, Instant until, Duration step, boolean up) {
        Duration span = Duration.between(start, until);
        if (span.isNegative()) {
            return 0;
        }
        long count = (up ? span.plus(step).minusNanos(1) : span).dividedBy(step);
        if (count > MOST_SLOTS) {
            throw new Failure(
                    Exit.USAGE,
                    280,
                    "the last deadline is more than " + MOST_SLOTS + " slots of " + step + " away",
                    "Take a longer --step.");
        }
        return (int) count;
    }

    private static boolean isRounded(QueueFile.Job job, Duration step) {
        return !step.multipliedBy(job.duration().dividedBy(step)).equals(job.duration());
    }

    private static QueuedJob job(
            QueueFile.Job job,
            Instant start,
            int deadline,
            Duration step,
            List<Zone> zones,
            Pausing pausing) {
        int release = Math.min(deadline, slots(start, release(job, start), step, true));
        Pausing rules = job.pausable() ? pausing : pausing.withMaxPauses(0);
        try {
            return new QueuedJob(
                    job.name(),
                    release,
                    deadline,
                    load(job, step),
                    job.devices(),
                    pools(job, zones),
                    job.moves(),
                    rules);
        } catch (IllegalArgumentException wrong) {
            throw refused(job, String.valueOf(wrong.getMessage()), "Correct the row.", wrong);
        }
    }

    /// In whole slots: the energy is the job's, spread evenly where its power is constant.
    private static Load load(QueueFile.Job job, Duration step) {
        if (job.energy() != null) {
            Load metered = Load.of(job.energy(), step);
            double[] joules = new double[metered.slots()];
            Arrays.setAll(joules, metered::joules);
            return Load.ofJoules(step, joules);
        }
        if (job.power() == null) {
            throw new IllegalStateException(job.name() + " has neither power nor energy");
        }
        int slots = (int) job.duration().plus(step).minusNanos(1).dividedBy(step);
        double[] joules = new double[slots];
        double total = job.power().over(job.duration()).joules() * job.devices();
        Arrays.fill(joules, total / slots);
        return Load.ofJoules(step, joules);
    }

    private static List<Integer> pools(QueueFile.Job job, List<Zone> zones) {
        List<Integer> pools = new ArrayList<>();
        if (job.zones().isEmpty()) {
            for (int zone = 0; zone < zones.size(); zone++) {
                pools.add(zone);
            }
            return pools;
        }
        List<String> names = zones.stream().map(Zone::name).toList();
        for (String name : job.zones()) {
            if (!names.contains(name)) {
                throw refused(
                        job,
                        "zone \"" + name + "\" is none of the plan's",
                        "They are " + String.join(", ", names) + ".",
                        null);
            }
            pools.add(names.indexOf(name));
        }
        return pools;
    }

    private static Failure refused(
            QueueFile.Job job, String problem, String advice, @Nullable Exception cause) {
        var failure =
                new Failure(
                        Exit.INVALID_INPUT,
                        280,
                        "line " + job.line() + " of the jobs: " + problem,
                        advice);
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }

    /// By zone, from when on.
    private Map<String, NavigableMap<Instant, Integer>> devices(List<Zone> zones, Instant start) {
        Map<String, NavigableMap<Instant, Integer>> devices = new HashMap<>();
        for (String word : Opt.all(capacity)) {
            int end = word.lastIndexOf('=');
            if (end < 0) {
                devices.putAll(CapacityFile.read(Words.path("--capacity", word)));
            } else {
                TreeMap<Instant, Integer> always = new TreeMap<>();
                always.put(start, number(word, word.substring(end + 1)));
                devices.put(word.substring(0, end), always);
            }
        }
        List<String> names = zones.stream().map(Zone::name).toList();
        for (String each : names) {
            if (!devices.containsKey(each)) {
                throw new Failure(
                        Exit.USAGE,
                        281,
                        "how many devices there are in " + each + " is not known",
                        "Add --capacity " + each + "=8, or name a file with --capacity FILE.");
            }
        }
        for (String each : devices.keySet()) {
            if (!names.contains(each)) {
                throw new Failure(
                        Exit.USAGE,
                        282,
                        "--capacity names \"" + each + "\", which is none of the plan's zones",
                        "They are " + String.join(", ", names) + ".");
            }
        }
        return devices;
    }

    private static int number(String word, String number) {
        try {
            int devices = Integer.parseInt(number);
            if (devices >= 0) {
                return devices;
            }
        } catch (NumberFormatException wrong) {
            throw noCapacity(word, wrong);
        }
        throw noCapacity(word, null);
    }

    private static Failure noCapacity(String word, @Nullable Exception cause) {
        var failure =
                new Failure(
                        Exit.USAGE,
                        283,
                        "--capacity cannot be \"" + word + "\"",
                        "Write ZONE=N with a whole number of devices, or the name of a file.");
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }

    /// How many slots from the start on have an intensity, up to `most`.
    private static int covered(Zone zone, Instant start, Duration step, int most) {
        double[] means = zone.gramsPerKilowattHour().means(start, step, step, most);
        int covered = 0;
        while (covered < most && !Double.isNaN(means[covered])) {
            covered++;
        }
        return covered;
    }

    private static Pool pool(
            Zone zone,
            Instant start,
            Duration step,
            int needed,
            int size,
            Map<String, NavigableMap<Instant, Integer>> devices) {
        double[] means = zone.gramsPerKilowattHour().means(start, step, step, size);
        int[] there = new int[size];
        NavigableMap<Instant, Integer> changes = devices.getOrDefault(zone.name(), new TreeMap<>());
        for (int slot = 0; slot < size; slot++) {
            Instant from = start.plus(step.multipliedBy(slot));
            if (slot < needed && Double.isNaN(means[slot])) {
                throw new Failure(
                        Exit.DATA_MISSING,
                        280,
                        "the intensity of "
                                + zone.name()
                                + " has no value at "
                                + from
                                + "; it covers "
                                + zone.gramsPerKilowattHour().timeline().span(),
                        "Choose --at and the deadlines so that all windows lie within it.");
            }
            Map.Entry<Instant, Integer> before = changes.floorEntry(from);
            if (before == null) {
                throw new Failure(
                        Exit.DATA_MISSING,
                        281,
                        "how many devices there are in "
                                + zone.name()
                                + " at "
                                + from
                                + " is not known",
                        "Begin --capacity at or before --at.");
            }
            // Whoever holds a device holds it throughout the slot.
            there[slot] = before.getValue();
            for (int during : changes.subMap(from, false, from.plus(step), false).values()) {
                there[slot] = Math.min(there[slot], during);
            }
        }
        return Pool.of(zone.name(), Slots.ofMeans(start, step, means), zone.pue(), there);
    }
}
