package wattle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.grid.Intensity;
import wattle.grid.Met;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.slurm.PastJob;
import wattle.meter.slurm.SlurmAccounting;
import wattle.plan.Load;
import wattle.plan.Plan;
import wattle.plan.Policy;
import wattle.plan.Site;
import wattle.plan.Slots;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.Interval;
import wattle.series.NotCoveredException;
import wattle.series.Timeline;
import wattle.unit.Power;
import wattle.unit.Pue;

/// `wattle slurm report`: what past jobs emitted, and what a flexible start would have saved.
final class SlurmReportCommand implements Callable<Integer> {

    private static final int MANY_DAYS = 30;
    private static final long LARGEST_FILE = 1L << 28;

    private final Console console;
    private final Map<String, String> environment;
    private final Home home;
    private final Clock clock;

    private final Opt<String> since =
            Opt.text("--since", "T", "Jobs that ended since then (default: 30 days ago).");

    private final Opt<String> until = Opt.text("--until", "T", "And before then (default: now).");
    private final Opt<String> user = Opt.text("--user", "U", "Jobs of one user.");
    private final Opt<String> partition = Opt.text("--partition", "P", "Jobs of one partition.");

    private final Opt<String> file =
            Opt.text(
                    "--sacct",
                    "FILE",
                    "Instead of asking sacct, what it printed elsewhere: SLURM_TIME_FORMAT=%s sacct"
                            + " --allusers --parsable2 --noheader --noconvert --starttime=now-30days"
                            + " --format="
                            + PastJob.FIELDS);

    private final Opt<String> zone =
            Opt.text("--zone", "Z", "A place of which something by the hour is known.");

    private final ZoneFiles files = new ZoneFiles();

    private final Opt<Double> pue =
            Opt.number("--pue", "X", "Facility energy over IT energy (default: 1).");

    private final Opt<String> slack =
            Opt.text(
                    "--slack",
                    "D|P%",
                    "Say what a flexible start with so much slack would have saved (default: 24h).");

    private final Opt<String> cpu =
            Opt.text("--cpu", "NAME", "Processors of the nodes, where no energy was measured.");

    private final Opt<String> gpu =
            Opt.text("--gpu", "NAME", "GPUs of the nodes, where Slurm does not name them.");

    private final TableOptions table =
            new TableOptions("Print wattle.slurm-report/1.", "Print a header and a row a job.");

    SlurmReportCommand(Console console, Map<String, String> environment, Home home, Clock clock) {
        this.console = console;
        this.environment = environment;
        this.home = home;
        this.clock = clock;
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "report",
                        "Account for past jobs of a Slurm cluster.",
                        "wattle slurm report --sacct docs/examples/slurm-jobs.txt --since 2026-03-01"
                                + " --until 2026-03-08 --zone DE --slack 12h");
        Opt.add(command, since, until, user, partition, file, zone, pue, slack, cpu, gpu);
        return table.addTo(files.addTo(command));
    }

    @Override
    public Integer call() {
        table.requireOne();
        Instant now = clock.instant();
        Instant to = until.given() ? Words.instantOrDay("--until", until.get()) : now;
        Instant from =
                since.given()
                        ? Words.instantOrDay("--since", since.get())
                        : to.minus(Duration.ofDays(MANY_DAYS));
        if (!from.isBefore(to)) {
            throw new Failure(Exit.USAGE, 318, "--since is not before --until", "");
        }
        List<PastJob> jobs = jobs(new Interval(from, to), now);
        if (jobs.isEmpty()) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    319,
                    "no job ended from " + from + " to " + to,
                    "Choose another --since, --until, --user or --partition.");
        }
        Slack later = new Slack(slack.or("24h"));
        Instant first = jobs.getFirst().start();
        Instant last = to;
        for (PastJob each : jobs) {
            Instant end = each.end().plus(later.of(Duration.between(each.start(), each.end())));
            last = end.isAfter(last) ? end : last;
        }
        ZoneFiles.Zone grid =
                SlurmPlanning.grid(
                        console,
                        new PlaceZones(console, home, clock),
                        zone,
                        files,
                        new Interval(
                                first.minus(Duration.ofDays(1)), last.plus(Duration.ofDays(1))));
        Pue ratio = PlaceOptions.checked("--pue", pue.or(1.0), Pue::new);
        var model = new SlurmJobModel(cpu.value(), gpu.value());
        List<SlurmReportText.Row> rows = new ArrayList<>();
        for (PastJob each : jobs) {
            rows.add(row(each, model.of(each), grid, ratio, later));
        }
        var text =
                new SlurmReportText(rows, grid.name(), ratio.ratio(), later.word(), model.source());
        table.print(console, text::table, text::csv, text::json);
        return Exit.DONE.code();
    }

    private List<PastJob> jobs(Interval during, Instant now) {
        if (file.given()) {
            List<PastJob> jobs = new ArrayList<>();
            for (PastJob each : read(Words.path("--sacct", file.get()))) {
                boolean within =
                        during.start().isBefore(each.end()) && !each.end().isAfter(during.end());
                if (within
                        && (!user.given() || user.get().equals(each.user()))
                        && (!partition.given() || partition.get().equals(each.partition()))) {
                    jobs.add(each);
                }
            }
            jobs.sort(Comparator.comparing(PastJob::start));
            return jobs;
        }
        try {
            return SlurmAccounting.in(environment)
                    .jobs(during, user.value(), partition.value(), now);
        } catch (MeterException refused) {
            boolean absent = refused.problem() instanceof MeterProblem.NotPresent;
            throw new Failure(
                    absent ? Exit.DATA_MISSING : Exit.UPSTREAM,
                    320,
                    String.valueOf(refused.getMessage()),
                    absent
                            ? "Run it on a machine of the cluster, or give --sacct FILE."
                            : "Check that sacct works here.",
                    refused);
        }
    }

    private static List<PastJob> read(Path path) {
        List<PastJob> jobs = new ArrayList<>();
        int number = 0;
        try {
            if (Files.size(path) > LARGEST_FILE) {
                throw new IOException("it is larger than 256 MiB");
            }
            for (String line : Files.readAllLines(path)) {
                number++;
                PastJob job = PastJob.parse(line);
                if (job != null) {
                    jobs.add(job);
                }
            }
        } catch (IOException unreadable) {
            throw Failure.unreadable(path.toString(), unreadable);
        } catch (IllegalArgumentException wrong) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    321,
                    path + ", line " + number + ": " + wrong.getMessage(),
                    "See wattle slurm report --help for the line of sacct that prints it.",
                    wrong);
        }
        return jobs;
    }

    private static SlurmReportText.Row row(
            PastJob job, SlurmJobModel.Taken taken, ZoneFiles.Zone grid, Pue pue, Slack later) {
        if (taken.energy() == null) {
            return new SlurmReportText.Row(job, taken, null, 0, null, null);
        }
        Intensity intensity = grid.layers() == null ? grid.series() : grid.layers();
        var during = new Interval(job.start(), job.end());
        var energy =
                new EnergySeries(
                        Timeline.builder().add(during).build(),
                        new double[] {taken.energy().joules()});
        Met met = intensity.meet(energy, new GapPolicy.LeaveOut());
        double covered = met.coverage().joined().joules() / met.coverage().total().joules();
        Double grams = covered > 0 ? Double.valueOf(met.carbon().grams() * pue.ratio()) : null;
        Plan[] plans = shifted(job, taken.energy().joules(), grid, pue, later);
        return new SlurmReportText.Row(
                job,
                taken,
                grams,
                covered,
                plans == null ? null : Double.valueOf(plans[0].carbon().grams()),
                plans == null ? null : Double.valueOf(plans[1].saving(plans[0]).grams()));
    }

    /// The job as it was and with a flexible start, both at its mean power; null where the
    /// intensity does not cover its slack.
    private static Plan @Nullable [] shifted(
            PastJob job, double joules, ZoneFiles.Zone grid, Pue pue, Slack later) {
        Duration time = Duration.between(job.start(), job.end());
        try {
            Load load =
                    Load.constant(
                            new Power(joules / (time.toMillis() / 1000.0)), time, grid.step());
            Slots window =
                    Slots.of(
                            grid.series().gramsPerKilowattHour(),
                            job.start(),
                            load,
                            later.slots(load));
            Site site = Site.home(grid.name(), window, pue);
            return new Plan[] {
                SlurmPlanning.flexible(Policy.RUN_NOW, site, load),
                SlurmPlanning.flexible(Policy.FLEXIBLE_START, site, load)
            };
        } catch (NotCoveredException gap) {
            return null;
        }
    }
}
