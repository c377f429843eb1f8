package wattle.hub.submission;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Component;
import wattle.footprint.Footprint;
import wattle.footprint.Origin;
import wattle.grid.GridZone;
import wattle.hardware.DeviceKind;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.CarbonUnit;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.EnergyUnit;
import wattle.ledger.claim.Evidence;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Metering;
import wattle.ledger.claim.Method;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Stage;
import wattle.ledger.claim.Subject;
import wattle.report.RecordedRun;
import wattle.unit.CarbonIntensity;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;
import wattle.unit.Seconds;

/// Recorded runs as claims: Wattle's own records, and rows of CodeCarbon.
///
/// Nothing of the machine goes into a claim but its accelerators and the grid zone: no host, no
/// user, no path, no command, and of the labels `model`, `developer`, `task`, `dataset` and `stage`
/// alone.
public final class RunClaims {

    private RunClaims() {}

    /// @param tool what recorded the run, and its version
    /// @param digest SHA-256 of the file it was read from, in 64 hexadecimal digits
    public static Claim of(RecordedRun run, Tool tool, String digest) {
        Footprint footprint = run.footprint();
        Map<String, String> labels = run.labels();
        return new Claim(
                new Subject(
                        labels.getOrDefault("model", labels.getOrDefault("project", run.id())),
                        labels.get("developer"),
                        footprint.span() == null
                                ? null
                                : Integer.valueOf(
                                        footprint
                                                .span()
                                                .start()
                                                .atOffset(java.time.ZoneOffset.UTC)
                                                .getYear()),
                        stages(labels.get("stage")),
                        null,
                        labels.get("task"),
                        labels.get("dataset"),
                        null,
                        null),
                inputs(footprint),
                reported(footprint),
                List.of(),
                new Evidence(
                        footprint.origin() == Origin.MEASURED ? Method.MEASURED : Method.ESTIMATED,
                        List.of(),
                        new Metering(
                                tool.name(), tool.version(), interval(run), coverage(run), digest),
                        null,
                        footprint.problems().isEmpty()
                                ? null
                                : String.join("; ", footprint.problems())));
    }

    /// What recorded a run.
    ///
    /// @param name such as `Wattle`
    /// @param version null where the file does not say
    public record Tool(String name, @Nullable String version) {}

    private static Set<Stage> stages(@Nullable String label) {
        for (Stage each : Stage.values()) {
            if (each.label().equals(label)) {
                return Set.of(each);
            }
        }
        return Set.of();
    }

    private static Inputs inputs(Footprint footprint) {
        List<Component> accelerators =
                footprint.components().stream()
                        .filter(each -> each.kind().equals(DeviceKind.ACCELERATOR.label()))
                        .toList();
        List<String> models =
                accelerators.stream()
                        .map(Component::model)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
        Duration duration = footprint.duration();
        var mean = footprint.operational().energyWeighted();
        return new Inputs(
                models.isEmpty() ? null : String.join(", ", models),
                accelerators.isEmpty() ? null : Double.valueOf(accelerators.size()),
                null,
                duration == null ? null : Double.valueOf(Seconds.of(duration) / 3600),
                null,
                null,
                null,
                null,
                footprint.operational().pue().ratio() == 1 ? null : footprint.operational().pue(),
                mean.isEmpty() ? null : new CarbonIntensity(mean.getAsDouble()),
                footprint.intensity().quality().label(),
                footprint.intensity().labels().signal(),
                place(footprint.intensity().zone()),
                footprint.span() == null ? null : footprint.span().start());
    }

    /// The grid zone, and its country where it is one.
    private static Place place(@Nullable GridZone zone) {
        if (zone == null) {
            return Place.UNSTATED;
        }
        return new Place(
                null,
                zone.source().equals("country") ? countryCode(zone.key()) : null,
                null,
                null,
                zone.toString(),
                null,
                null);
    }

    private static @Nullable String countryCode(String key) {
        if (key.length() == 2) {
            return key.toUpperCase(Locale.ROOT);
        }
        for (String code : Locale.getISOCountries()) {
            if (new Locale.Builder().setRegion(code).build().getISO3Country().equals(key)) {
                return code;
            }
        }
        return null;
    }

    private static Reported reported(Footprint footprint) {
        Energy facility = footprint.operational().facilityEnergy();
        CarbonMass carbon = footprint.operational().carbon();
        return new Reported(
                Printed.of(facility.kilowattHours(), EnergyUnit.KILOWATT_HOUR),
                boundary(footprint),
                Printed.of(carbon.grams(), CarbonUnit.GRAM),
                CarbonBasis.LOCATION,
                null);
    }

    private static EnergyBoundary boundary(Footprint footprint) {
        if (footprint.operational().pue().ratio() > 1) {
            return EnergyBoundary.FACILITY;
        }
        boolean devicesAlone =
                footprint.components().stream()
                        .allMatch(each -> each.kind().equals(DeviceKind.ACCELERATOR.label()));
        return devicesAlone ? EnergyBoundary.DEVICE : EnergyBoundary.HOST;
    }

    private static @Nullable Double interval(RecordedRun run) {
        Duration duration = run.footprint().duration();
        return duration == null || run.samples() <= 0 || duration.isZero()
                ? null
                : Double.valueOf(Seconds.of(duration) / run.samples());
    }

    private static @Nullable Double coverage(RecordedRun run) {
        return run.samples() <= 0 || run.missed() < 0
                ? null
                : Double.valueOf((double) run.samples() / (run.samples() + run.missed()));
    }
}
