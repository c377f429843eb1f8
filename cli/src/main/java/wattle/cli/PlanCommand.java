package wattle.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.grid.Bounds;
import wattle.grid.LayeredIntensity;
import wattle.grid.Quality;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.plan.Plan;
import wattle.plan.Policy;
import wattle.plan.Slots;
import wattle.plan.queue.QueuePlan;
import wattle.series.Interval;
import wattle.series.NotCoveredException;
import wattle.unit.Pue;

/// `wattle plan`: when and where a job emits least.
final class PlanCommand implements Callable<Integer> {

    private final Console console;
    private final PlaceZones known;
    private final Clock clock;

    private final Opt<String[]> places =
            Opt.texts(
                    "--zone",
                    "Z",
                    "A place of which something by the hour is known: fetched, or its typical day.");

    private final Opt<String> at =
            Opt.text("--at", "T", "When the job could start at the earliest (default: now).");

    private final JobOptions job;
    private final PolicyOptions policies = new PolicyOptions();
    private final FormatOptions format = new FormatOptions();
    private final ZoneFiles files = new ZoneFiles();
    private final ZoneOptions zoned = new ZoneOptions();
    private final PausingOptions pausing = new PausingOptions();
    private final QueueOptions queue = new QueueOptions();
    private final TableOptions table =
            new TableOptions("Print wattle.plan/1.", "Print a header and a row for each plan.");

    PlanCommand(Console console, Home home, Clock clock) {
        this(console, home, clock, Allowance.UNBOUNDED);
    }

    PlanCommand(Console console, Home home, Clock clock, Allowance allowance) {
        this.console = console;
        this.clock = clock;
        job = new JobOptions(console, allowance);
        known = new PlaceZones(console, home, clock);
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "plan",
                        "Find when and where a job emits least.",
                        "wattle plan --zone DE --duration 6h --power-watts 2400");
        policies.addTo(job.addTo(Opt.add(command, places, at)));
        return format.addTo(
                table.addTo(queue.addTo(pausing.addTo(zoned.addTo(files.addTo(command))))));
    }

    @Override
    public Integer call() {
        table.requireOne();
        format.check(table, queue);
        Instant start =
                at.given()
                        ? Words.instant("--at", at.get())
                        : clock.instant().truncatedTo(ChronoUnit.MINUTES);
        List<ZoneFiles.Zone> zones = zones(start);
        if (queue.given()) {
            queued(start, zones);
            return Exit.DONE.code();
        }
        job.requireAllowed(zones.getFirst());
        Load load = job.load(zones.getFirst());
        int slots = job.slack().slots(load);
        Pausing rules = pausing.pausing(load.step());
        List<Policy> chosen = policies.chosen(format.given() ? format.policies() : null);
        job.requireWork(load, slots, rules, policies, zones.size());
        List<Window> windows = new ArrayList<>();
        for (ZoneFiles.Zone zone : zones) {
            windows.add(new Window(zone, window(zone, start, load, slots)));
        }
        windows.forEach(each -> known.sayAges(each.zone(), each.span()));
        Map<String, Slots> slotsOf = new LinkedHashMap<>();
        Map<String, Bounds> bounds = new LinkedHashMap<>();
        for (Window each : windows) {
            String name = each.zone().name();
            // Files of one name in two folders.
            for (int more = 2; slotsOf.containsKey(name); more++) {
                name = each.zone().name() + " (" + more + ")";
            }
            slotsOf.put(name, each.slots());
            LayeredIntensity layers = each.zone().layers();
            if (layers != null && layers.bounds() != null) {
                bounds.put(name, layers.bounds());
            }
        }
        Map<String, ZoneOptions.Placed> placed = zoned.placed(slotsOf, bounds, console.err());
        List<ZoneOptions.Placed> allowed = ZoneOptions.allowed(placed);
        var planning = new PolicyPlans(console, policies, load, rules);
        Plan baseline = planning.baseline(placed.values().iterator().next());
        List<Plan> plans = planning.best(chosen, allowed);
        if (format.given()) {
            table.write(
                    format.text(
                            baseline,
                            plans,
                            start.plus(load.step().multipliedBy(load.slots() + (long) slots)),
                            clock.instant()),
                    console);
            return Exit.DONE.code();
        }
        var text =
                new PlanText(
                        baseline,
                        plans,
                        policies.pareto() ? planning.front(allowed, zoned.priced()) : null,
                        basis(qualities(windows)),
                        zoned.priced());
        table.print(console, text::table, text::csv, text::json);
        return Exit.DONE.code();
    }

    /// Many jobs.
    private void queued(Instant start, List<ZoneFiles.Zone> zones) {
        if (job.given()) {
            throw new Failure(
                    Exit.USAGE,
                    284,
                    "--jobs stands instead of --duration, --power-watts and --energy",
                    "Give one of them.");
        }
        List<Opt<?>> others = new ArrayList<>(zoned.ofOneJob());
        others.addAll(job.ofOneJob());
        others.addAll(policies.all());
        for (Opt<?> each : others) {
            if (each.given()) {
                throw new Failure(
                        Exit.USAGE,
                        285,
                        each.spec().longestName()
                                + " is for one job, and not looked at with --jobs",
                        "Leave it out; what holds for each job stands in its row.");
            }
        }
        Duration slot = job.slot(zones.getFirst());
        Map<String, ZoneFiles.Zone> byName = new LinkedHashMap<>();
        for (ZoneFiles.Zone each : zones) {
            if (byName.put(each.name(), each) != null) {
                throw new Failure(
                        Exit.USAGE,
                        286,
                        "two zones are called " + each.name(),
                        "Rename one of the files.");
            }
        }
        Map<String, Pue> overheads = zoned.overheads(byName);
        List<QueueOptions.Zone> pools = new ArrayList<>();
        byName.forEach((name, zone) ->
                pools.add(
                        new QueueOptions.Zone(
                                name,
                                zone.series().gramsPerKilowattHour(),
                                overheads.getOrDefault(name, Pue.NONE))));
        QueuePlan plan = queue.plan(start, slot, pools, pausing.pausing(slot), console.err());
        Interval used = Interval.of(start, queue.ahead(start));
        List<Quality> qualities = new ArrayList<>();
        zones.forEach(each -> qualities.add(each.quality(used)));
        String basis = basis(qualities);
        table.print(
                console,
                to -> QueueText.table(plan, basis, PlanText.basisRemark(basis), to),
                to -> QueueText.csv(plan, to),
                to -> QueueText.json(plan, basis, to));
    }

    /// Places and files, in this order.
    private List<ZoneFiles.Zone> zones(Instant start) {
        List<ZoneFiles.Zone> zones = new ArrayList<>();
        for (String each : Opt.all(places)) {
            zones.add(
                    known.zone(
                            each,
                            files.signal(),
                            files.factor(),
                            Interval.of(start, ahead(start))));
        }
        if (files.given() || zones.isEmpty()) {
            zones.addAll(files.read(true, console.err()));
        }
        for (ZoneFiles.Zone each : zones) {
            ZoneFiles.requireSame(
                    zones.getFirst().series().labels(), each.series().labels(), each.name());
        }
        return zones;
    }

    /// How far ahead the intensity of a place is looked for.
    private Duration ahead(Instant start) {
        if (queue.given()) {
            return queue.ahead(start);
        }
        return job.ahead();
    }

    private record Window(ZoneFiles.Zone zone, Slots slots) {

        Interval span() {
            return new Interval(slots.start(), slots.interval(slots.size() - 1).end());
        }
    }

    /// The slots of a job in a zone.
    ///
    /// @throws Failure if its intensity does not cover them
    static Slots window(ZoneFiles.Zone zone, Instant start, Load load, int slack) {
        try {
            return Slots.of(zone.series().gramsPerKilowattHour(), start, load, slack);
        } catch (NotCoveredException gap) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    3,
                    "the intensity of "
                            + zone.name()
                            + " has no value for "
                            + gap.firstGap()
                            + "; it covers "
                            + zone.series().gramsPerKilowattHour().timeline().span(),
                    "Choose --at and --slack so that the window lies within it.",
                    gap);
        }
    }

    private static List<Quality> qualities(List<Window> windows) {
        List<Quality> qualities = new ArrayList<>();
        windows.forEach(each -> qualities.add(each.zone().quality(each.span())));
        return qualities;
    }

    /// What a plan rests on, by the coarsest of what it used.
    static String basis(List<Quality> qualities) {
        Quality coarsest = Quality.MEASURED;
        for (Quality quality : qualities) {
            if (quality != Quality.UNSTATED && quality.compareTo(coarsest) > 0) {
                coarsest = quality;
            }
        }
        return switch (coarsest) {
            case FORECAST -> "forecast";
            case TYPICAL_DAY, YEARLY -> "typical-day";
            case MEASURED, ESTIMATED, UNSTATED -> "perfect-foresight";
        };
    }
}
