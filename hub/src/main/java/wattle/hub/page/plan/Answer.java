package wattle.hub.page.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import wattle.grid.Labels;
import wattle.grid.Layer;
import wattle.report.Figures;
import wattle.report.Masses;
import wattle.report.Phrases;
import wattle.series.Interval;
import wattle.unit.CarbonMass;

/// What the page shows of a plan. Immutable.
///
/// @param lanes run now, best start, pause and resume, each in its best place, and where it was
///   asked for pauses that may end elsewhere
/// @param stay the same in the first place alone; as `lanes` where there is no other
/// @param tracks the intensity of the first place, and of those that plans are in
/// @param basis `perfect-foresight`, `forecast` or `typical-day`
/// @param window from the earliest start to the latest end
/// @param remarks of the calculation
/// @param query of the address with everything that was assumed filled in
/// @param json as it was answered
public record Answer(
        Job job,
        Labels labels,
        List<Lane> lanes,
        List<Lane> stay,
        List<Track> tracks,
        String basis,
        Interval window,
        List<String> remarks,
        String query,
        String json) {

    /// What everything is compared with: starting at once in the first place.
    public Lane baseline() {
        return stay.getFirst();
    }

    /// The plan that emits least; of equal ones the simplest.
    public Lane best() {
        return least(lanes);
    }

    private static Lane least(List<Lane> lanes) {
        Lane best = lanes.getFirst();
        for (Lane each : lanes) {
            // What differs by rounding alone is the same.
            best = each.grams() < best.grams() - 1e-9 * Math.abs(best.grams()) ? each : best;
        }
        return best;
    }

    /// What is compared: starting at once where it is now, and then the plans.
    public List<Lane> shown() {
        List<Lane> shown = new ArrayList<>(lanes);
        if (!lanes.getFirst().zone().equals(baseline().zone())) {
            shown.addFirst(baseline());
        }
        return shown;
    }

    /// "Best start in DE at 2026-11-23 08:18 UTC".
    public String headline() {
        Lane best = best();
        return best.savedGrams() == 0
                ? "Run it now: nothing later or elsewhere emits less."
                : best.name()
                        + " in "
                        + best.zones()
                        + " from "
                        + best.startWords()
                        + " UTC: "
                        + best.carbon()
                        + ", "
                        + best.difference()
                        + " than at once in "
                        + baseline().zone()
                        + ".";
    }

    /// What every number here rests on.
    public String basisWords() {
        return switch (basis) {
            case "perfect-foresight" ->
                    "Upper bound with perfect foresight: the intensity of these hours is known by"
                            + " now, and a planner of that time did not know it.";
            case "forecast" -> "Forecast, horizon " + horizon() + ": what comes may differ.";
            default ->
                    "Typical day: the mean of that month and hour in other years. What comes may"
                            + " differ much.";
        };
    }

    private String horizon() {
        Instant last = window.start();
        Instant issued = null;
        for (Track track : tracks) {
            for (Track.Step step : track.steps()) {
                if (step.isForecast() && step.interval().end().isAfter(last)) {
                    last = step.interval().end();
                }
            }
            for (Layer each : track.layers()) {
                if (each.issuedAt() != null
                        && (issued == null || each.issuedAt().isAfter(issued))) {
                    issued = each.issuedAt();
                }
            }
        }
        return Phrases.duration(java.time.Duration.between(window.start(), last))
                + " from the earliest start"
                + (issued == null ? "" : ", issued " + Phrases.minute(issued) + " UTC");
    }

    /// "average, lifecycle-co2e".
    public String signal() {
        return labels.signal().label() + ", " + labels.factor().label();
    }

    /// A part of what the best plan saves.
    public record Part(String name, String saved, String how) {}

    /// What of the saving is due to the place, and what to the time: each alone, and both.
    public List<Part> parts() {
        double now = baseline().grams();
        Lane place = lanes.getFirst();
        Lane time = least(stay);
        Lane both = best();
        return List.of(
                part("Place alone", now, place.grams(), "at once in " + place.zone()),
                part(
                        "Time alone",
                        now,
                        time.grams(),
                        time.name().toLowerCase(java.util.Locale.ROOT) + " in " + time.zone()),
                part(
                        "Both",
                        now,
                        both.grams(),
                        both.name().toLowerCase(java.util.Locale.ROOT) + " in " + both.zones()));
    }

    private static Part part(String name, double now, double then, String how) {
        return new Part(
                name, Lane.difference(now - then, now > 0 ? (now - then) / now : null), how);
    }

    /// Which share of the saving is the place's and which the time's, the place taken first.
    public String shares() {
        double saved = baseline().grams() - best().grams();
        if (!(saved > 0)) {
            return "Neither another place nor another time saves anything.";
        }
        double place = baseline().grams() - lanes.getFirst().grams();
        return "Of the "
                + Masses.alone(new CarbonMass(saved))
                + " saved, the place accounts for "
                + Figures.number(100 * place / saved)
                + " % and the time for the other "
                + Figures.number(100 * (saved - place) / saved)
                + " %, the place taken first.";
    }

    /// Of a bar that is as wide as the largest emission.
    public String width(Lane lane) {
        double most = 0;
        for (Lane each : shown()) {
            most = Math.max(most, each.grams());
        }
        return Picture.percent(most > 0 ? Math.max(0, lane.grams()) / most : 0);
    }

    /// Power, hours and intensity, filled in.
    public String why(Lane lane) {
        return Figures.energy(job.kilowattHours())
                + " laid over the hours of "
                + lane.zones()
                + (job.kilowattHours() > 0
                        ? ", on average at "
                                + Figures.number(lane.grams() / job.kilowattHours())
                                + " g CO2eq per kWh of the devices, pauses and PUE included"
                        : "");
    }
}
