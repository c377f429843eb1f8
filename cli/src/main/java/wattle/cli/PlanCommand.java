package wattle.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.core.JsonGenerator;
import wattle.grid.Decision;
import wattle.grid.IntensityFactor;
import wattle.grid.IntensitySeries;
import wattle.grid.LayeredIntensity;
import wattle.grid.Quality;
import wattle.grid.catalog.Places;
import wattle.meter.csv.EnergyFile;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.plan.Plan;
import wattle.plan.Policy;
import wattle.plan.Slots;
import wattle.plan.Threshold;
import wattle.plan.queue.QueuePlan;
import wattle.report.Escape;
import wattle.report.Figures;
import wattle.report.json.FootprintWriter;
import wattle.series.EnergySeries;
import wattle.series.Interval;
import wattle.series.NotCoveredException;
import wattle.series.csv.Reading;
import wattle.unit.Power;
import wattle.unit.Pue;

/// `wattle plan`: when and where a job emits least.
final class PlanCommand implements Callable<Integer> {

    private final Console console;

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
                    "How much later than at once it may end: 6h, or 25% of its duration (default: 24h).");

    private final Opt<String> step =
            Opt.text(
                    "--step",
                    "D",
                    "Length of a slot of the plan (default: the energy's step, or the intensity's).");

    private final Opt<String> policy =
            Opt.text(
                    "--policy",
                    "LIST",
                    "run-now, flexible-start, lowest-intervals, pause-resume, threshold, or all"
                            + " (default: run-now,flexible-start,pause-resume).");

    private final Opt<String> threshold =
            Opt.text(
                    "--threshold",
                    "G|Q%",
                    "For the policy threshold: g/kWh, or the level of the lowest Q % of the window.");

    private final ZoneFiles files = new ZoneFiles();
    private final PausingOptions pausing = new PausingOptions();
    private final QueueOptions queue = new QueueOptions();
    private final TableOptions table =
            new TableOptions("Print wattle.plan/1.", "Print a header and a row for each plan.");

    private @Nullable EnergySeries energy;

    PlanCommand(Console console) {
        this.console = console;
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "plan",
                        "Find when and where a job emits least.",
                        "wattle plan --zone DE --duration 6h --power-watts 2400");
        Opt.add(command, places, duration, power, energyFile, at, slack, step, policy, threshold);
        return table.addTo(queue.addTo(pausing.addTo(files.addTo(command))));
    }

    @Override
    public Integer call() {
        table.requireOne();
        Instant start =
                at.given()
                        ? Words.instant("--at", at.get())
                        : Instant.now().truncatedTo(ChronoUnit.MINUTES);
        List<ZoneFiles.Zone> zones = zones(start);
        if (queue.given()) {
            queued(start, zones);
            return Exit.DONE.code();
        }
        Load load = load(zones.getFirst().series());
        int slots = new Slack(slack.or("24h")).slots(load);
        Pausing rules = pausing.pausing(load.step());
        List<Policy> policies = policies();
        List<Window> windows = new ArrayList<>();
        for (ZoneFiles.Zone zone : zones) {
            windows.add(new Window(zone, window(zone, start, load, slots)));
        }
        Plan baseline = plan(Policy.RUN_NOW, windows.getFirst(), load, rules);
        List<Plan> plans = new ArrayList<>();
        for (Policy each : policies) {
            Plan best = best(each, windows, load, rules);
            if (best != null) {
                plans.add(best);
            }
        }
        table.print(
                console,
                to -> text(baseline, plans, basis(zones), to),
                to -> csv(baseline, plans, to),
                to -> json(baseline, plans, basis(zones), to));
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
        Duration slot =
                step.given()
                        ? Words.duration("--step", step.get())
                        : stepOf(
                                zones.getFirst().series().gramsPerKilowattHour().timeline(),
                                "the intensity");
        List<QueueOptions.Zone> pools = new ArrayList<>();
        for (ZoneFiles.Zone each : zones) {
            pools.add(
                    new QueueOptions.Zone(
                            each.name(), each.series().gramsPerKilowattHour(), Pue.NONE));
        }
        QueuePlan plan = queue.plan(start, slot, pools, pausing.pausing(slot), console.err());
        String basis = basis(zones);
        table.print(
                console,
                to -> QueueText.table(plan, basis, basisRemark(basis), to),
                to -> QueueText.csv(plan, to),
                to -> QueueText.json(plan, basis, to));
    }

    /// Places and files, in this order.
    private List<ZoneFiles.Zone> zones(Instant start) {
        List<ZoneFiles.Zone> zones = new ArrayList<>();
        for (String each : Opt.all(places)) {
            zones.add(place(each, start));
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

    private ZoneFiles.Zone place(String name, Instant start) {
        IntensityFactor yearly = Places.find(name, null);
        Duration work =
                energyFile.given()
                        ? energy().timeline().span().duration()
                        : Words.duration("--duration", duration.or("1h"));
        Duration ahead =
                queue.given()
                        ? queue.ahead(start)
                        : work.plus(new Slack(slack.or("24h")).of(work)).plusDays(1);
        LayeredIntensity known =
                PlaceIntensity.byTheHour(
                        yearly,
                        Interval.of(start, ahead),
                        new Decision(Instant.now()),
                        Home.of(System.getenv()),
                        each -> console.err().println("wattle: " + each));
        if (known == null) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    4,
                    "nothing by the hour is known of " + yearly.place() + ", so no hour is better",
                    "Fetch its history or give --intensity-file FILE. See: wattle grid fetch --help");
        }
        return new ZoneFiles.Zone(
                name,
                new IntensitySeries(
                        known.zone(),
                        known.labels(),
                        known.quality(),
                        known.source(),
                        known.gramsPerKilowattHour()));
    }

    private record Window(ZoneFiles.Zone zone, Slots slots) {}

    private Load load(IntensitySeries intensity) {
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
                    metered, given == null ? stepOf(metered.timeline(), "the energy") : given);
        }
        if (!duration.given() || !power.given()) {
            throw new Failure(
                    Exit.USAGE,
                    106,
                    "the job is not known",
                    "Give --duration D with --power-watts W, or --energy FILE.");
        }
        Power watts = PlaceOptions.checked("--power-watts", power.get(), Power::new);
        Duration each =
                given == null
                        ? stepOf(intensity.gramsPerKilowattHour().timeline(), "the intensity")
                        : given;
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

    private static Duration stepOf(wattle.series.Timeline timeline, String what) {
        return timeline.step()
                .orElseThrow(() ->
                        new Failure(
                                Exit.USAGE,
                                108,
                                what + " has no step of its own",
                                "Say how long a slot of the plan is, such as --step 5m."));
    }

    private Slots window(ZoneFiles.Zone zone, Instant start, Load load, int slack) {
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
        String words = policy.or("run-now,flexible-start,pause-resume");
        if (words.equals("all")) {
            List<Policy> all = new ArrayList<>(List.of(Policy.values()));
            if (!threshold.given()) {
                all.remove(Policy.THRESHOLD);
            }
            return all;
        }
        List<Policy> policies = new ArrayList<>();
        for (String word : words.split(",", -1)) {
            policies.add(Words.choose("--policy", word.strip(), Policy.values(), Policy::label));
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

    private Plan plan(Policy each, Window window, Load load, Pausing rules) {
        return Plan.of(
                each, window.zone().name(), load, window.slots(), rules, level(each, window));
    }

    /// The plan of the zone that emits least; the first of equals. Null where the policy cannot
    /// keep the rules of pausing in any.
    private @Nullable Plan best(Policy each, List<Window> windows, Load load, Pausing rules) {
        List<Plan> kept = new ArrayList<>();
        for (Window window : windows) {
            if (rules.allows(each.choose(load, window.slots(), rules, level(each, window)))) {
                kept.add(plan(each, window, load, rules));
            }
        }
        if (kept.isEmpty()) {
            console.err()
                    .println(
                            "wattle: "
                                    + each.label()
                                    + " is left out, since it looks at none of the rules of pausing"
                                    + " and breaks one here");
            return null;
        }
        return kept.stream()
                .min(Comparator.comparingDouble(plan -> plan.carbon().grams()))
                .orElseThrow();
    }

    private double level(Policy each, Window window) {
        if (each != Policy.THRESHOLD) {
            return 0;
        }
        String word = threshold.get();
        try {
            if (!word.endsWith("%")) {
                return Double.parseDouble(word);
            }
            double percent = Double.parseDouble(word.substring(0, word.length() - 1));
            double[] values = new double[window.slots().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = window.slots().mean(i);
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

    private static String basis(List<ZoneFiles.Zone> zones) {
        Quality coarsest = Quality.MEASURED;
        for (ZoneFiles.Zone each : zones) {
            Quality quality = each.series().quality();
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

    private static void text(Plan baseline, List<Plan> plans, String basis, PrintWriter out) {
        var table = new Columns();
        table.add("policy", "zone", "start", "end", "pauses", "g CO2eq", "saved");
        for (Plan each : plans) {
            table.add(
                    each.policy().label(),
                    each.zone(),
                    each.start().toString(),
                    each.end().toString(),
                    Integer.toString(each.pauses()),
                    Figures.number(each.carbon().grams()),
                    each.savingFraction(baseline).isEmpty()
                            ? "-"
                            : Figures.number(100 * each.savingFraction(baseline).orElseThrow())
                                    + " %");
        }
        table.print("", out);
        out.println();
        out.println(
                "Compared with starting at once in "
                        + baseline.zone()
                        + ": "
                        + Figures.number(baseline.carbon().grams())
                        + " g.");
        out.println("Basis: " + basis + basisRemark(basis));
        Plan last = plans.isEmpty() ? baseline : plans.getLast();
        if (last.segments().size() > 1) {
            out.println(last.policy().label() + " works in:");
            for (Interval each : last.segments()) {
                out.println("  " + each.start() + " to " + each.end());
            }
        }
    }

    private static String basisRemark(String basis) {
        return switch (basis) {
            case "forecast" -> ", so what comes may differ.";
            case "typical-day" -> ", the mean of other years: what comes may differ much.";
            default -> ", as if the intensity had been known: an upper bound of what can be saved.";
        };
    }

    private static void csv(Plan baseline, List<Plan> plans, PrintWriter out) {
        out.print(
                "policy,zone,start,end,operational_g,saving_g,saving_fraction,pauses,"
                        + "initial_wait_seconds\n");
        for (Plan each : plans) {
            out.print(each.policy().label() + "," + Escape.csv(each.zone()) + ",");
            out.print(each.start() + "," + each.end() + "," + each.carbon().grams() + ",");
            out.print(each.saving(baseline).grams() + ",");
            each.savingFraction(baseline).ifPresent(out::print);
            out.print("," + each.pauses() + "," + each.initialWait().toSeconds() + "\n");
        }
    }

    private static void json(Plan baseline, List<Plan> plans, String basis, PrintWriter to) {
        try (JsonGenerator out = FootprintWriter.generator(to)) {
            out.writeStartObject();
            out.writeStringProperty("schema", "wattle.plan/1");
            out.writeStringProperty("basis", basis);
            out.writeName("baseline");
            out.writeStartObject();
            common(baseline, out);
            out.writeEndObject();
            out.writeName("plans");
            out.writeStartArray();
            for (Plan each : plans) {
                out.writeStartObject();
                common(each, out);
                out.writeNumberProperty("saving_g", each.saving(baseline).grams());
                FootprintWriter.number(out, "saving_fraction", each.savingFraction(baseline));
                out.writeNumberProperty("pauses", each.pauses());
                out.writeNumberProperty(
                        "initial_wait_seconds", each.initialWait().toMillis() / 1000.0);
                segments(each, out);
                out.writeEndObject();
            }
            out.writeEndArray();
            FootprintWriter.versions(Versions.current(), out);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }

    private static void common(Plan plan, JsonGenerator out) {
        out.writeStringProperty("policy", plan.policy().label());
        out.writeStringProperty("zone", plan.zone());
        out.writeStringProperty("start", plan.start().toString());
        out.writeStringProperty("end", plan.end().toString());
        out.writeNumberProperty("operational_g", plan.carbon().grams());
    }

    private static void segments(Plan plan, JsonGenerator out) {
        out.writeName("segments");
        out.writeStartArray();
        for (Interval each : plan.segments()) {
            out.writeStartObject();
            out.writeStringProperty("start", each.start().toString());
            out.writeStringProperty("end", each.end().toString());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
