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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.grid.Bounds;
import wattle.grid.LayeredIntensity;
import wattle.grid.Quality;
import wattle.meter.csv.EnergyFile;
import wattle.plan.Candidates;
import wattle.plan.Front;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.plan.Plan;
import wattle.plan.Policy;
import wattle.plan.Route;
import wattle.plan.RunNow;
import wattle.plan.Schedule;
import wattle.plan.ShiftRegion;
import wattle.plan.Site;
import wattle.plan.Slots;
import wattle.plan.Threshold;
import wattle.plan.queue.QueuePlan;
import wattle.series.EnergySeries;
import wattle.series.Interval;
import wattle.series.NotCoveredException;
import wattle.series.csv.Reading;
import wattle.unit.Power;
import wattle.unit.Pue;

/// `wattle plan`: when and where a job emits least.
final class PlanCommand implements Callable<Integer> {

    /// By which the intensity of a place is mostly known.
    private static final Duration STEP_OF_PLACES = Duration.ofHours(1);

    private final Console console;
    private final PlaceZones known;
    private final Clock clock;
    private final Allowance allowance;

    private final Opt<String> duration = Opt.text("--duration", "D", "How long the job works.");

    private final Opt<Double> power =
            Opt.number("--power-watts", "W", "What it draws, with --duration.");

    private final Opt<String> energyFile =
            Opt.text("--energy", "FILE", "What it drew once, as CSV, instead of these two.");

    private final Opt<String[]> places =
            Opt.texts(
                    "--zone",
                    "Z",
                    "A place of which something by the hour is known: fetched, or its typical day.");

    private final Opt<String> at =
            Opt.text("--at", "T", "When the job could start at the earliest (default: now).");

    private final Opt<String> slack =
            Opt.text(
                    "--slack",
                    "D|P%",
                    "How much later than at once it may end: 6h, or 25%% of its duration (default: 24h).");

    private final Opt<String> step =
            Opt.text(
                    "--step",
                    "D",
                    "Length of a slot of the plan (default: the energy's step, or the intensity's).");

    private final Opt<String> policy =
            Opt.text(
                    "--policy",
                    "LIST",
                    "run-now, flexible-start, lowest-intervals, pause-resume, threshold, or all,"
                            + " and shift-region, which is --moves (default:"
                            + " run-now,flexible-start,pause-resume).");

    private final Opt<String> threshold =
            Opt.text(
                    "--threshold",
                    "G|Q%",
                    "For the policy threshold: g/kWh, or the level of the lowest Q %% of the window.");

    private final Opt<Boolean> moves =
            Opt.flag("--moves", "Plan shift-region, too: a pause may end in another zone.");

    private final Opt<Boolean> pareto =
            Opt.flag(
                    "--pareto",
                    "Add the plans that no other beats in carbon, finish and, with --cost, cost.");

    private final FormatOptions format = new FormatOptions();
    private final ZoneFiles files = new ZoneFiles();
    private final ZoneOptions zoned = new ZoneOptions();
    private final PausingOptions pausing = new PausingOptions();
    private final QueueOptions queue = new QueueOptions();
    private final TableOptions table =
            new TableOptions("Print wattle.plan/1.", "Print a header and a row for each plan.");

    private @Nullable EnergySeries energy;

    PlanCommand(Console console, Home home, Clock clock) {
        this(console, home, clock, Allowance.UNBOUNDED);
    }

    PlanCommand(Console console, Home home, Clock clock, Allowance allowance) {
        this.console = console;
        this.clock = clock;
        this.allowance = allowance;
        known = new PlaceZones(console, home, clock);
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "plan",
                        "Find when and where a job emits least.",
                        "wattle plan --zone DE --duration 6h --power-watts 2400");
        Opt.add(command, places, duration, power, energyFile, at, slack, step, policy, threshold);
        Opt.add(command, moves, pareto);
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
        allowance.requireSlots("the window of the plan", window(), step(zones.getFirst()));
        Load load = load(zones.getFirst());
        int slots = new Slack(slack.or("24h")).slots(load);
        Pausing rules = pausing.pausing(load.step());
        List<Policy> policies = policies();
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
        Plan baseline = baseline(placed.values().iterator().next(), load, rules);
        List<Plan> plans = new ArrayList<>();
        for (Policy each : policies) {
            Plan best = best(each, allowed, load, rules);
            if (best != null) {
                plans.add(best);
            }
        }
        if (shifts()) {
            Plan shifted = shifted(allowed, load, rules);
            if (shifted != null) {
                plans.add(shifted);
            }
        }
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
                        pareto.given() ? front(allowed, load, rules) : null,
                        basis(qualities(windows)),
                        zoned.priced());
        table.print(console, text::table, text::csv, text::json);
        return Exit.DONE.code();
    }

    /// Many jobs.
    private void queued(Instant start, List<ZoneFiles.Zone> zones) {
        if (duration.given() || power.given() || energyFile.given()) {
            throw new Failure(
                    Exit.USAGE,
                    284,
                    "--jobs stands instead of --duration, --power-watts and --energy",
                    "Give one of them.");
        }
        List<Opt<?>> others = new ArrayList<>(zoned.ofOneJob());
        others.addAll(List.of(slack, policy, threshold, moves, pareto));
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
        Duration slot =
                step.given()
                        ? Words.duration("--step", step.get())
                        : ZoneFiles.stepOf(
                                zones.getFirst().series().gramsPerKilowattHour().timeline(),
                                "the intensity");
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
        Duration window = window();
        allowance.requireSlots("the window of the plan", window, STEP_OF_PLACES);
        return window.plusDays(1);
    }

    /// The job and its slack.
    private Duration window() {
        Duration work =
                energyFile.given()
                        ? energy().timeline().span().duration()
                        : Words.duration("--duration", duration.or("1h"));
        allowance.requireSlots("the job", work, STEP_OF_PLACES);
        return work.plus(new Slack(slack.or("24h")).of(work));
    }

    /// Of a slot.
    private Duration step(ZoneFiles.Zone intensity) {
        return step.given()
                ? Words.duration("--step", step.get())
                : energyFile.given()
                        ? ZoneFiles.stepOf(energy().timeline(), "the energy")
                        : intensity.step();
    }

    private record Window(ZoneFiles.Zone zone, Slots slots) {

        Interval span() {
            return new Interval(slots.start(), slots.interval(slots.size() - 1).end());
        }
    }

    private Load load(ZoneFiles.Zone intensity) {
        Duration given = step.given() ? Words.duration("--step", step.get()) : null;
        if (energyFile.given()) {
            if (duration.given() || power.given()) {
                throw new Failure(
                        Exit.USAGE,
                        105,
                        "--energy stands instead of --duration with --power-watts",
                        "Give one of them.");
            }
            EnergySeries metered = energy();
            return Load.of(
                    metered,
                    given == null ? ZoneFiles.stepOf(metered.timeline(), "the energy") : given);
        }
        if (!duration.given() || !power.given()) {
            throw new Failure(
                    Exit.USAGE,
                    106,
                    "the job is not known",
                    "Give --duration D with --power-watts W, or --energy FILE.");
        }
        Power watts = PlaceOptions.checked("--power-watts", power.get(), Power::new);
        Duration each = given == null ? intensity.step() : given;
        try {
            return Load.constant(watts, Words.duration("--duration", duration.get()), each);
        } catch (IllegalArgumentException tooLong) {
            throw new Failure(Exit.USAGE, 107, String.valueOf(tooLong.getMessage()), "", tooLong);
        }
    }

    private EnergySeries energy() {
        if (energy == null) {
            EnergyFile file =
                    EnergyFile.read(
                            Words.path("--energy", energyFile.get()), new Reading(false, null));
            file.remarks().forEach(each -> console.err().println("wattle: " + each));
            energy = file.energy();
        }
        return energy;
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

    private List<Policy> policies() {
        String words =
                policy.or(
                        format.given() ? format.policies() : "run-now,flexible-start,pause-resume");
        if (words.equals("all")) {
            List<Policy> all = new ArrayList<>(List.of(Policy.values()));
            if (!threshold.given()) {
                all.remove(Policy.THRESHOLD);
            }
            return all;
        }
        List<Policy> policies = new ArrayList<>();
        for (String word : words.split(",", -1)) {
            if (!word.strip().equals(ShiftRegion.LABEL)) {
                policies.add(
                        Words.choose("--policy", word.strip(), Policy.values(), Policy::label));
            }
        }
        if (policies.contains(Policy.THRESHOLD) && !threshold.given()) {
            throw new Failure(
                    Exit.USAGE,
                    109,
                    "the policy threshold needs a level",
                    "Add --threshold 200 in g/kWh, or --threshold 25%.");
        }
        return policies;
    }

    /// Whether moves between zones were asked for.
    private boolean shifts() {
        boolean named = false;
        for (String word : policy.or("").split(",", -1)) {
            named |= word.strip().equals(ShiftRegion.LABEL);
        }
        return named || moves.given();
    }

    /// Starting at once at home, whether or not there are devices.
    private static Plan baseline(ZoneOptions.Placed home, Load load, Pausing rules) {
        return plan(Policy.RUN_NOW, home, RunNow.choose(load, home.site().window()), load, rules);
    }

    private static Plan plan(
            Policy policy, ZoneOptions.Placed in, Schedule schedule, Load load, Pausing rules) {
        return planned(
                policy.label(),
                Route.in(0, schedule),
                load,
                List.of(in),
                in.priced() == null ? List.of() : List.of(in.priced()),
                rules);
    }

    /// With a range where all zones have one.
    private static Plan planned(
            String policy,
            Route route,
            Load load,
            List<ZoneOptions.Placed> zones,
            List<Site> priced,
            Pausing rules) {
        List<Site> low = new ArrayList<>();
        List<Site> high = new ArrayList<>();
        for (ZoneOptions.Placed each : zones) {
            if (each.bounds() != null) {
                low.add(each.bounds().low());
                high.add(each.bounds().high());
            }
        }
        Plan plan = Plan.of(policy, route, load, sites(zones), priced, rules);
        return low.size() < zones.size() ? plan : plan.between(route, load, low, high, rules);
    }

    /// The plan of the zone that emits least; the first of equals. Null where there is none: the
    /// policy cannot keep the rules in any zone.
    private @Nullable Plan best(
            Policy each, List<ZoneOptions.Placed> zones, Load load, Pausing rules) {
        Plan best = null;
        for (ZoneOptions.Placed zone : zones) {
            Schedule schedule = zone.site().choose(each, load, rules, level(each, zone));
            Plan plan = schedule == null ? null : plan(each, zone, schedule, load, rules);
            if (plan != null && (best == null || plan.carbon().grams() < best.carbon().grams())) {
                best = plan;
            }
        }
        if (best == null) {
            boolean blind = each == Policy.LOWEST_INTERVALS || each == Policy.THRESHOLD;
            leftOut(
                    each.label(),
                    blind
                            ? "since it looks at none of the rules of pausing and breaks one here"
                            : "since the job fits nowhere");
        }
        return best;
    }

    private @Nullable Plan shifted(List<ZoneOptions.Placed> zones, Load load, Pausing rules) {
        List<Site> sites = sites(zones);
        Route route = ShiftRegion.choose(load, sites, rules);
        if (route == null) {
            leftOut(ShiftRegion.LABEL, "since the job fits nowhere");
            return null;
        }
        List<Site> priced = priced(zones);
        return planned(
                ShiftRegion.LABEL,
                route,
                load,
                zones,
                priced.size() < sites.size() ? List.of() : priced,
                rules);
    }

    private void leftOut(String policy, String why) {
        console.err().println("wattle: " + policy + " is left out, " + why);
    }

    private List<Plan> front(List<ZoneOptions.Placed> zones, Load load, Pausing rules) {
        List<ZoneOptions.Placed> compared = new ArrayList<>(zones);
        if (zoned.priced()) {
            compared.removeIf(each -> each.priced() == null);
        }
        return compared.isEmpty()
                ? List.of()
                : Front.of(Candidates.of(load, sites(compared), priced(compared), rules, shifts()));
    }

    private static List<Site> sites(List<ZoneOptions.Placed> zones) {
        List<Site> sites = new ArrayList<>();
        zones.forEach(each -> sites.add(each.site()));
        return sites;
    }

    private static List<Site> priced(List<ZoneOptions.Placed> zones) {
        List<Site> priced = new ArrayList<>();
        for (ZoneOptions.Placed each : zones) {
            if (each.priced() != null) {
                priced.add(each.priced());
            }
        }
        return priced;
    }

    private double level(Policy each, ZoneOptions.Placed zone) {
        if (each != Policy.THRESHOLD) {
            return 0;
        }
        String word = threshold.get();
        try {
            if (!word.endsWith("%")) {
                return Double.parseDouble(word) * zone.pue().ratio();
            }
            double percent = Double.parseDouble(word.substring(0, word.length() - 1));
            Slots window = zone.site().window();
            double[] values = new double[window.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = window.mean(i);
            }
            return Threshold.quantile(values, percent / 100);
        } catch (IllegalArgumentException wrong) {
            throw new Failure(
                    Exit.USAGE,
                    110,
                    "--threshold cannot be \"" + word + "\"",
                    "Write g/kWh such as 200, or a share of the window such as 25%.",
                    wrong);
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
