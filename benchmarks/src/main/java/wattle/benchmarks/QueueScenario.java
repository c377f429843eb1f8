package wattle.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.plan.Slots;
import wattle.plan.jgrapht.JGraphTFlow;
import wattle.plan.queue.JobQueue;
import wattle.plan.queue.Pool;
import wattle.plan.queue.QueueCheck;
import wattle.plan.queue.QueuePlan;
import wattle.plan.queue.QueuePlanner;
import wattle.plan.queue.QueuedJob;
import wattle.testing.EveryQueuePlan;
import wattle.unit.Power;
import wattle.unit.Pue;

/// How near the heuristic for many jobs comes to the best plan, and what it costs: against every
/// plan of small queues, against the exact flow, and against its own bound. Jobs, their windows and
/// an intensity that follows the day are made up from seeds. Writes `results/many-jobs.csv`.
public final class QueueScenario {

    private static final Path RESULTS = Path.of("results", "many-jobs.csv");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int HOURS = 72;
    private static final int SMALL = 1000;

    /// What jobs are like.
    private enum Kind {
        /// One device, free to pause: a flow.
        FREE,
        /// 1 to 8 devices, half of them free to pause and half not at all.
        GANG,
        /// 1 to 8 devices, none may pause.
        WHOLE,
        /// As GANG, and a quarter of them have a profile.
        PROFILE
    }

    /// @param minutes of a slot
    /// @param load what jobs need of all device-hours
    private record Setting(Kind kind, int jobs, int minutes, double load) {}

    private static final List<Setting> SETTINGS =
            List.of(
                    new Setting(Kind.FREE, 300, 60, 0.5),
                    new Setting(Kind.FREE, 300, 60, 0.8),
                    new Setting(Kind.FREE, 1000, 60, 0.8),
                    new Setting(Kind.GANG, 1000, 60, 0.7),
                    new Setting(Kind.GANG, 1000, 60, 0.85),
                    new Setting(Kind.WHOLE, 1000, 60, 0.7),
                    new Setting(Kind.FREE, 10_000, 60, 0.7),
                    new Setting(Kind.GANG, 10_000, 60, 0.7),
                    new Setting(Kind.WHOLE, 10_000, 60, 0.9),
                    new Setting(Kind.PROFILE, 10_000, 60, 0.7),
                    new Setting(Kind.FREE, 10_000, 5, 0.7),
                    new Setting(Kind.PROFILE, 10_000, 5, 0.7));

    private QueueScenario() {}

    public static void main(String[] arguments) throws IOException {
        var lines =
                new StringBuilder(
                        "jobs,kind,slot_minutes,load,placed,baseline_late,saving_fraction,"
                                + "above_bound_fraction,above_exact_fraction,cpu_seconds,"
                                + "exact_cpu_seconds\n");
        small(lines);
        for (Setting each : SETTINGS) {
            large(each, lines);
        }
        Files.writeString(RESULTS, lines);
        System.out.print(lines);
    }

    /// Queues of three jobs, each against all of its plans.
    private static void small(StringBuilder lines) {
        for (Kind kind : Kind.values()) {
            double found = 0;
            double least = 0;
            double bound = 0;
            int placed = 0;
            int feasible = 0;
            long cpu = 0;
            for (int seed = 0; seed < SMALL; seed++) {
                JobQueue queue = smallQueue(new Random(seed), kind);
                double best = EveryQueuePlan.leastGrams(queue);
                long before = cpu();
                QueuePlan plan = checked(QueuePlanner.heuristic(), queue);
                cpu += cpu() - before;
                if (best < Double.POSITIVE_INFINITY) {
                    feasible++;
                    if (plan.placed() == queue.jobs().size()) {
                        placed++;
                        found += plan.carbon().grams();
                        least += best;
                        bound += plan.bound().grams();
                    }
                }
            }
            lines.append(
                    String.format(
                            Locale.ROOT,
                            "3 (%d of %d feasible queues),%s,60,,all,,,%.5f,%.5f,%.6f,%n",
                            placed,
                            feasible,
                            kind.name().toLowerCase(Locale.ROOT),
                            found / bound - 1,
                            found / least - 1,
                            cpu / 1e9 / SMALL));
        }
    }

    private static void large(Setting setting, StringBuilder lines) {
        JobQueue queue = queue(new Random(7), setting);
        // Once to warm up.
        checked(QueuePlanner.heuristic(), queue);
        long before = cpu();
        QueuePlan plan = checked(QueuePlanner.heuristic(), queue);
        double seconds = (cpu() - before) / 1e9;
        String exact = ",%.3f,".formatted(seconds);
        if (setting.kind() == Kind.FREE && setting.jobs() <= 1000) {
            before = cpu();
            QueuePlan best = checked(new QueuePlanner(new JGraphTFlow(), Long.MAX_VALUE), queue);
            exact =
                    String.format(
                            Locale.ROOT,
                            "%.5f,%.3f,%.3f",
                            plan.carbon().grams() / best.carbon().grams() - 1,
                            seconds,
                            (cpu() - before) / 1e9);
        }
        double baseline = plan.comparedBaseline().grams();
        lines.append(
                String.format(
                        Locale.ROOT,
                        "%d,%s,%d,%.2f,%d,%d,%.5f,%.5f,%s%n",
                        setting.jobs(),
                        setting.kind().name().toLowerCase(Locale.ROOT),
                        setting.minutes(),
                        setting.load(),
                        plan.placed(),
                        plan.jobs().stream().filter(QueuePlan.Planned::isLateWithoutPlan).count(),
                        1 - plan.comparedCarbon().grams() / baseline,
                        plan.carbon().grams() / plan.bound().grams() - 1,
                        exact));
    }

    private static QueuePlan checked(QueuePlanner planner, JobQueue queue) {
        QueuePlan plan = planner.plan(queue);
        List<String> broken = QueueCheck.broken(queue, plan.placements());
        if (!broken.isEmpty()) {
            throw new IllegalStateException(String.join("; ", broken));
        }
        return plan;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static JobQueue smallQueue(Random random, Kind kind) {
        List<QueuedJob> jobs = new ArrayList<>();
        for (int job = 0; job < 3; job++) {
            jobs.add(
                    job(
                            random,
                            kind,
                            "job-" + job,
                            60,
                            6,
                            1 + random.nextInt(3),
                            random.nextInt(4)));
        }
        int most = kind == Kind.FREE ? 2 : 8;
        return new JobQueue(List.of(pool(random, 60, 6, 1 + random.nextInt(most))), jobs);
    }

    private static JobQueue queue(Random random, Setting setting) {
        int perHour = 60 / setting.minutes();
        int size = HOURS * perHour;
        List<QueuedJob> jobs = new ArrayList<>();
        double held = 0;
        for (int job = 0; job < setting.jobs(); job++) {
            int slots = perHour * (1 + random.nextInt(8));
            int slack = perHour * (2 + random.nextInt(22));
            QueuedJob next =
                    job(
                            random,
                            setting.kind(),
                            "job-" + job,
                            setting.minutes(),
                            size,
                            slots,
                            slack);
            held += (double) slots * next.devices();
            jobs.add(next);
        }
        int devices = (int) Math.ceil(held / setting.load() / size);
        return new JobQueue(List.of(pool(random, setting.minutes(), size, devices)), jobs);
    }

    private static QueuedJob job(
            Random random, Kind kind, String id, int minutes, int size, int slots, int slack) {
        int window = Math.min(size, slots + slack);
        int release = random.nextInt(size - window + 1);
        double watts = 100 + random.nextInt(600);
        int devices = kind == Kind.FREE ? 1 : 1 << random.nextInt(4);
        boolean whole = kind == Kind.WHOLE || (kind != Kind.FREE && random.nextBoolean());
        boolean profile = kind == Kind.PROFILE && random.nextInt(4) == 0;
        Duration step = Duration.ofMinutes(minutes);
        double[] joules = new double[slots];
        Arrays.fill(joules, new Power(watts * devices).over(step).joules());
        for (int i = 0; i < slots && profile; i++) {
            joules[i] *= 0.5 + random.nextDouble();
        }
        return new QueuedJob(
                id,
                release,
                release + window,
                Load.ofJoules(step, joules),
                devices,
                List.of(0),
                false,
                whole ? Pausing.FREE.withMaxPauses(0) : Pausing.FREE);
    }

    /// Cleanest an hour after noon, with a weather of some days and some noise.
    private static Pool pool(Random random, int minutes, int size, int devices) {
        double[] means = new double[size];
        for (int slot = 0; slot < size; slot++) {
            double hour = slot * minutes / 60.0;
            means[slot] =
                    350
                            + 150 * Math.cos(2 * Math.PI * (hour - 1) / 24)
                            + 60 * Math.sin(2 * Math.PI * hour / 60)
                            + minutes / 3.0 * random.nextGaussian();
        }
        int[] there = new int[size];
        Arrays.fill(there, devices);
        Slots slots = Slots.ofMeans(START, Duration.ofMinutes(minutes), means);
        return Pool.of("made-up", slots, new Pue(1.2), there);
    }
}
