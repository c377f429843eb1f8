package wattle.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.grid.Labels;
import wattle.plan.Evaluation;
import wattle.plan.IntensityGrid;
import wattle.plan.Load;
import wattle.plan.Outcome;
import wattle.plan.Pausing;
import wattle.plan.Policy;
import wattle.plan.Threshold;
import wattle.plan.csv.JobsFile;
import wattle.report.evaluation.ProtocolView;
import wattle.report.html.ProtocolPage;
import wattle.series.Interval;

/// `wattle evaluate`: how much shifting would have saved, over many starts.
final class EvaluateCommand implements Callable<Integer> {

    /// Starts in one task: enough to share work, few enough to keep all processors busy.
    private static final int STARTS_AT_ONCE = 20_000;

    private static final int SINGLE_STARTS_AT_ONCE = 500;

    /// What a threshold by a share of the past looks back at.
    private static final Duration PAST = Duration.ofDays(28);

    private final Console console;
    private final Allowance allowance;

    private final Opt<String> jobs =
            Opt.text(
                    "--jobs",
                    "FILE",
                    "CSV: job,intervals,interval_seconds,power_watts or job,energy_file.");

    private final Opt<String> slack =
            Opt.text("--slack", "LIST", "Such as 6h,12h,25%%,100%% (default: 24h).");

    private final Opt<String> policy =
            Opt.text(
                    "--policy",
                    "LIST",
                    "run-now, flexible-start, lowest-intervals, pause-resume, threshold (default:"
                            + " flexible-start,lowest-intervals,pause-resume).");

    private final Opt<String> threshold =
            Opt.text(
                    "--threshold",
                    "G|Q%",
                    "For the policy threshold: g/kWh, or the level of the lowest Q %% of the 28 days"
                            + " before the start, on --forecast ours before each slot.");

    private final Opt<String> protocol =
            Opt.text(
                    "--protocol",
                    "NAME",
                    "Instead of --jobs: dodge-2022, the jobs, slacks and starts of that paper.");

    private final Opt<String> profile =
            Opt.text("--profile", "FILE", "With --protocol: an energy series as one job more.");

    private final Opt<String> html =
            Opt.text("--html", "FILE", "With --protocol: write figures and tables as a page.");

    private final Opt<String> aggregate =
            Opt.text(
                    "--aggregate",
                    "OVER",
                    "Put rows together over none, zone, job or all (default: none).");

    private final TableOptions table =
            new TableOptions("Print wattle.evaluation/1.", "Print a header and a row for each.");
    private final StartOptions starts = new StartOptions();
    private final ZoneFiles places = new ZoneFiles();
    private final PausingOptions pausing = new PausingOptions();
    private final ForecastOptions forecast = new ForecastOptions();

    EvaluateCommand(Console console) {
        this(console, Allowance.UNBOUNDED);
    }

    EvaluateCommand(Console console, Allowance allowance) {
        this.console = console;
        this.allowance = allowance;
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "evaluate",
                        "Compute how much shifting would have saved over many starts.",
                        "wattle evaluate --jobs docs/examples/jobs.csv --intensity-file"
                                + " docs/examples/intensity.csv --slack 2h --starts all");
        starts.addTo(Opt.add(command, jobs, slack));
        Opt.add(command, policy, threshold, aggregate);
        Opt.add(command, protocol, profile, html);
        return table.addTo(forecast.addTo(pausing.addTo(places.addTo(command))));
    }

    /// What a row is about. `zone` and `job` are `all` where rows were put together.
    record Key(String zone, String job, String slack, Policy policy) {}

    @Override
    public Integer call() throws InterruptedException {
        table.requireOne();
        if (protocol.given()) {
            byProtocol();
            return Exit.DONE.code();
        }
        if (profile.given() || html.given()) {
            throw new Failure(
                    Exit.USAGE,
                    262,
                    "--profile and --html are options of a protocol",
                    "Add --protocol " + DodgeProtocol.NAME + ".");
        }
        List<JobsFile.Job> works = jobs();
        List<ZoneFiles.Zone> zones = places.read(false, console.err());
        String[] slacks = slack.or("24h").split(",", -1);
        Map<Key, List<Callable<Outcome>>> tasks = new LinkedHashMap<>();
        double work = 0;
        for (ZoneFiles.Zone zone : zones) {
            Map<Duration, IntensityGrid> grids = new LinkedHashMap<>();
            Map<Duration, Optional<ForecastOptions.Foresight>> foresights = new LinkedHashMap<>();
            for (JobsFile.Job job : works) {
                IntensityGrid grid =
                        grids.computeIfAbsent(job.load().step(), step -> grid(zone, step));
                int[] single = starts.of(grid);
                work += work(grid, single, job.load(), slacks);
                allowance.requireWork(work);
                ForecastOptions.Foresight foresight =
                        foresights
                                .computeIfAbsent(
                                        grid.step(),
                                        step ->
                                                Optional.ofNullable(
                                                        forecast.of(
                                                                zone.series(),
                                                                grid,
                                                                longest(works, slacks, step))))
                                .orElse(null);
                for (String each : slacks) {
                    int slots = new Slack(each.strip()).slots(job.load());
                    Pausing rules = pausing.pausing(grid.step());
                    var evaluation = new Evaluation(grid, job.load(), slots, rules);
                    for (Policy chosen : policies()) {
                        tasks.put(
                                new Key(zone.name(), job.name(), each.strip(), chosen),
                                tasks(evaluation, chosen, grid, single, foresight));
                    }
                }
            }
        }
        Map<String, Labels> kinds = new LinkedHashMap<>();
        zones.forEach(each -> kinds.put(each.name(), each.series().labels()));
        Map<Key, Outcome> rows = aggregated(outcomes(tasks), kinds);
        var text = new EvaluationText(rows, forecast.words(), forecast.isOracle());
        table.print(console, text::table, text::csv, text::json);
        return Exit.DONE.code();
    }

    /// Of all starts of a job in a zone, and of what is expected there.
    private double work(IntensityGrid grid, int @Nullable [] single, Load job, String[] slacks) {
        double work = 0;
        for (String each : slacks) {
            int slack = new Slack(each.strip()).slots(job);
            double starts = single == null ? grid.size() : single.length;
            work += starts * work(job.slots(), slack, pausing.pausing(grid.step()));
            work += forecast.isOracle() ? 0 : grid.size() * ((double) job.slots() + slack);
        }
        return work;
    }

    /// Of one start, over all policies.
    private double work(int job, int slack, Pausing rules) {
        double brief = job + (double) slack;
        double all = 0;
        for (Policy each : policies()) {
            boolean optimal = each == Policy.PAUSE_RESUME || !forecast.isOracle();
            all += optimal ? Allowance.ofOptimum(job, slack, rules.maxPauses()) : brief;
        }
        return forecast.plansAnew() ? all * brief : all;
    }

    /// The most slots that a job of this step and its slack take.
    private static int longest(List<JobsFile.Job> works, String[] slacks, Duration step) {
        int longest = 0;
        for (JobsFile.Job job : works) {
            for (String each : slacks) {
                if (job.load().step().equals(step)) {
                    int slots = new Slack(each.strip()).slots(job.load());
                    longest = Math.max(longest, Math.addExact(job.load().slots(), slots));
                }
            }
        }
        return longest;
    }

    private void byProtocol() throws InterruptedException {
        Words.choose("--protocol", protocol.get(), new String[] {DodgeProtocol.NAME}, each -> each);
        if (jobs.given() || !forecast.isOracle()) {
            throw new Failure(
                    Exit.USAGE,
                    263,
                    "a protocol has its own jobs, and knows the intensity",
                    "Leave out --jobs and --forecast.");
        }
        boolean all = starts.isAll();
        var wish =
                new DodgeProtocol.Wish(
                        List.of(slack.or(DodgeProtocol.SLACKS).split("\\s*,\\s*", -1)),
                        policies(),
                        pausing.pausing(DodgeProtocol.STEP),
                        fixedThreshold(),
                        starts.isBounded() ? starts::span : null,
                        all ? null : starts::before,
                        all ? StartOptions::perMonthBefore : starts::before);
        List<ZoneFiles.Zone> zones = places.read(false, console.err());
        var progress = new FetchProgress(console.err(), Style.onTerminal());
        ProtocolView view;
        try {
            Path energy = profile.given() ? Words.path("--profile", profile.get()) : null;
            view = new DodgeProtocol(energy).run(zones, wish, progress);
        } finally {
            progress.end();
        }
        if (html.given()) {
            OutputOptions.write(
                    Words.path("--html", html.get()),
                    ProtocolPage.of(view, Versions.current()),
                    table.force());
        }
        Map<String, Labels> kinds = new LinkedHashMap<>();
        view.zones().forEach(each -> kinds.put(each.name(), each.labels()));
        Map<Key, Outcome> rows = aggregated(rows(view), kinds);
        var text = new EvaluationText(rows, forecast.words(), forecast.isOracle());
        table.print(
                console,
                to -> {
                    if (aggregate.given()) {
                        text.table(to);
                    } else {
                        ProtocolText.write(view, to);
                    }
                },
                text::csv,
                text::json);
    }

    private static Map<Key, Outcome> rows(ProtocolView view) {
        Map<Key, Outcome> rows = new LinkedHashMap<>();
        for (ProtocolView.Zone zone : view.zones()) {
            for (ProtocolView.Job job : view.jobs()) {
                zone.job(job)
                        .outcomes()
                        .forEach((cell, outcome) ->
                                rows.put(
                                        new Key(
                                                zone.name(),
                                                job.key(),
                                                cell.slack(),
                                                cell.policy()),
                                        outcome));
            }
        }
        return rows;
    }

    private List<JobsFile.Job> jobs() {
        if (!jobs.given()) {
            throw new Failure(
                    Exit.USAGE,
                    111,
                    "no jobs were given",
                    "Name a table with --jobs FILE. See: wattle evaluate --help");
        }
        return JobsFile.read(Words.path("--jobs", jobs.get()));
    }

    private IntensityGrid grid(ZoneFiles.Zone zone, Duration step) {
        Interval span = starts.span(zone);
        if (span.start().plus(step).isAfter(span.end())) {
            throw StartOptions.notBefore(span.start(), span.end());
        }
        allowance.requireSeries("the intensity of " + zone.name(), span.duration(), step);
        return IntensityGrid.of(zone.series().gramsPerKilowattHour(), span, step);
    }

    private List<Policy> policies() {
        List<Policy> policies = new ArrayList<>();
        String words = policy.or("flexible-start,lowest-intervals,pause-resume");
        for (String word : words.split(",", -1)) {
            policies.add(Words.choose("--policy", word.strip(), Policy.values(), Policy::label));
        }
        if (policies.contains(Policy.THRESHOLD) && !threshold.given()) {
            throw new Failure(
                    Exit.USAGE,
                    114,
                    "the policy threshold needs a level",
                    "Add --threshold 200 in g/kWh, or --threshold 25%.");
        }
        return policies;
    }

    private List<Callable<Outcome>> tasks(
            Evaluation evaluation,
            Policy chosen,
            IntensityGrid grid,
            int @Nullable [] single,
            ForecastOptions.@Nullable Foresight foresight) {
        if (chosen == Policy.THRESHOLD && threshold.get().endsWith("%")) {
            return byQuantile(evaluation, grid, single);
        }
        double level = chosen == Policy.THRESHOLD ? fixedThreshold() : 0;
        List<Callable<Outcome>> tasks = new ArrayList<>();
        int count = single == null ? grid.size() : single.length;
        int atOnce = single == null && foresight == null ? STARTS_AT_ONCE : SINGLE_STARTS_AT_ONCE;
        for (int at = 0; at < count; at += atOnce) {
            int first = at;
            int end = Math.min(count, at + atOnce);
            tasks.add(() -> {
                if (single == null && foresight == null) {
                    return evaluation.ofAll(chosen, first, end, level);
                }
                int[] some = new int[end - first];
                for (int i = 0; i < some.length; i++) {
                    some[i] = single == null ? first + i : single[first + i];
                }
                return foresight == null
                        ? evaluation.of(chosen, some, level)
                        : foreseen(evaluation, chosen, some, level, foresight);
            });
        }
        return tasks;
    }

    /// The threshold of a share of the past, which is no plan on a forecast.
    private List<Callable<Outcome>> byQuantile(
            Evaluation evaluation, IntensityGrid grid, int @Nullable [] single) {
        String word = threshold.get();
        double percent =
                Words.within(
                        "--threshold", number(word.substring(0, word.length() - 1)), 0, 100, " %");
        int past = Math.toIntExact(PAST.dividedBy(grid.step()));
        boolean anew = forecast.plansAnew();
        return List.of(() -> {
            double[] levels = Threshold.pastQuantiles(grid, Math.max(1, past), percent / 100);
            int[] starts = single == null ? new int[grid.size()] : single;
            if (single == null) {
                java.util.Arrays.setAll(starts, i -> i);
            }
            return evaluation.ofThreshold(levels, anew, starts);
        });
    }

    private double fixedThreshold() {
        return threshold.given() ? number(threshold.get()) : 0;
    }

    private static double number(String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException wrong) {
            throw new Failure(
                    Exit.USAGE,
                    117,
                    "--threshold cannot be \"" + word + "\"",
                    "Write g/kWh such as 200, or a share of the past such as 25%.",
                    wrong);
        }
    }

    /// The policies that can be planned anew are, where the forecast is.
    private static Outcome foreseen(
            Evaluation evaluation,
            Policy chosen,
            int[] starts,
            double level,
            ForecastOptions.Foresight foresight) {
        boolean anew =
                foresight.every() > 0
                        && (chosen == Policy.FLEXIBLE_START || chosen == Policy.PAUSE_RESUME);
        return anew
                ? evaluation.ofRolling(chosen, starts, foresight.every(), foresight.expectation())
                : evaluation.ofExpected(chosen, starts, level, foresight.expectation());
    }

    private Map<Key, Outcome> outcomes(Map<Key, List<Callable<Outcome>>> tasks)
            throws InterruptedException {
        boolean shown = Style.onTerminal();
        Map<Key, Outcome> outcomes = new LinkedHashMap<>();
        try (ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            Map<Key, List<Future<Outcome>>> running = new LinkedHashMap<>();
            tasks.forEach(
                    (key, parts) -> running.put(key, parts.stream().map(workers::submit).toList()));
            for (Map.Entry<Key, List<Future<Outcome>>> each : running.entrySet()) {
                Outcome sum = Outcome.NONE;
                for (Future<Outcome> part : each.getValue()) {
                    sum = sum.plus(part.get());
                }
                outcomes.put(each.getKey(), sum);
                if (shown) {
                    console.err().printf("\r%d of %d rows", outcomes.size(), tasks.size());
                    console.err().flush();
                }
            }
        } catch (ExecutionException fault) {
            throw new IllegalStateException(fault.getCause());
        }
        if (shown) {
            console.err().print("\r\u001b[K");
        }
        return outcomes;
    }

    /// Zones of different signals or factors are put together apart from each other.
    private Map<Key, Outcome> aggregated(Map<Key, Outcome> outcomes, Map<String, Labels> kinds) {
        String over =
                Words.choose(
                        "--aggregate",
                        aggregate.or("none"),
                        new String[] {"none", "zone", "job", "all"},
                        each -> each);
        boolean zones = over.equals("zone") || over.equals("all");
        boolean works = over.equals("job") || over.equals("all");
        Map<Key, Outcome> rows = new LinkedHashMap<>();
        outcomes.forEach((key, outcome) ->
                rows.merge(
                        new Key(
                                zones ? together(key.zone(), kinds) : key.zone(),
                                works ? "all" : key.job(),
                                key.slack(),
                                key.policy()),
                        outcome,
                        Outcome::plus));
        return rows;
    }

    /// The name for all zones that may be put together with this one.
    private static String together(String zone, Map<String, Labels> kinds) {
        Labels kind = Objects.requireNonNull(kinds.get(zone));
        return kinds.values().stream().distinct().count() == 1
                ? "all"
                : "all " + kind.signal().label() + " " + kind.factor().label();
    }
}
