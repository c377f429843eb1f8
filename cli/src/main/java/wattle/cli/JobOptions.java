package wattle.cli;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.meter.csv.EnergyFile;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.series.EnergySeries;
import wattle.series.csv.Reading;
import wattle.unit.Power;

/// The one job that `wattle plan` lays out: what it draws and for how long, in which steps, and how
/// much later it may end.
final class JobOptions {

    /// By which the intensity of a place is mostly known.
    private static final Duration STEP_OF_PLACES = Duration.ofHours(1);

    private final Console console;
    private final Allowance allowance;

    private final Opt<String> duration = Opt.text("--duration", "D", "How long the job works.");

    private final Opt<Double> power =
            Opt.number("--power-watts", "W", "What it draws, with --duration.");

    private final Opt<String> energyFile =
            Opt.text("--energy", "FILE", "What it drew once, as CSV, instead of these two.");

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

    private @Nullable EnergySeries energy;

    JobOptions(Console console, Allowance allowance) {
        this.console = console;
        this.allowance = allowance;
    }

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, duration, power, energyFile, slack, step);
    }

    /// Whether a job is described, or a part of one.
    boolean given() {
        return duration.given() || power.given() || energyFile.given();
    }

    /// Those beside its description that say nothing of many jobs.
    List<Opt<?>> ofOneJob() {
        return List.of(slack);
    }

    Slack slack() {
        return new Slack(slack.or("24h"));
    }

    /// The length of a slot where the job does not say it.
    Duration slot(ZoneFiles.Zone intensity) {
        return step.given()
                ? Words.duration("--step", step.get())
                : ZoneFiles.stepOf(
                        intensity.series().gramsPerKilowattHour().timeline(), "the intensity");
    }

    /// For how long after its earliest start the intensity is looked for.
    Duration ahead() {
        Duration window = window();
        allowance.requireSlots("the window of the plan", window, STEP_OF_PLACES);
        return window.plusDays(1);
    }

    /// @throws Failure if the window has more slots than one calculation may ask for
    void requireAllowed(ZoneFiles.Zone intensity) {
        allowance.requireSlots("the window of the plan", window(), step(intensity));
    }

    /// @param rules of its pauses
    /// @param zones in which it may run
    /// @throws Failure if its plans are more work than one calculation may ask for
    void requireWork(Load load, int slack, Pausing rules, PolicyOptions policies, int zones) {
        double each = Allowance.ofOptimum(load.slots(), slack, rules.maxPauses());
        int moves = policies.shifts() ? zones : 1;
        int deadlines = policies.pareto() ? Math.max(1, slack) : 1;
        allowance.requireWork(each * zones * moves * deadlines);
    }

    /// The job and its slack.
    private Duration window() {
        Duration work =
                energyFile.given()
                        ? energy().timeline().span().duration()
                        : Words.duration("--duration", duration.or("1h"));
        allowance.requireSlots("the job", work, STEP_OF_PLACES);
        return work.plus(slack().of(work));
    }

    /// Of a slot.
    private Duration step(ZoneFiles.Zone intensity) {
        return step.given()
                ? Words.duration("--step", step.get())
                : energyFile.given()
                        ? ZoneFiles.stepOf(energy().timeline(), "the energy")
                        : intensity.step();
    }

    /// @param intensity whose step is taken where none is given
    Load load(ZoneFiles.Zone intensity) {
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
}
