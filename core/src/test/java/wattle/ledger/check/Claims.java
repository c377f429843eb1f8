package wattle.ledger.check;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.grid.Signal;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.CarbonUnit;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.EnergyUnit;
import wattle.ledger.claim.Evidence;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Method;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.PowerScope;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Stage;
import wattle.ledger.claim.Subject;
import wattle.unit.CarbonIntensity;
import wattle.unit.Power;
import wattle.unit.Pue;

/// Claims for tests: one that closes, and parts of it changed. Figures of GPT-3 in Patterson et al.
/// 2021, table 4.
final class Claims {

    private Claims() {}

    static Claim gpt3() {
        return of(inputs(3_552_000.0, 330.0, 1.1, 429.0), "1287", EnergyBoundary.FACILITY, "552.1");
    }

    static Inputs inputs(
            @Nullable Double deviceHours,
            @Nullable Double watts,
            @Nullable Double pue,
            @Nullable Double intensity) {
        return new Inputs(
                "NVIDIA V100",
                10_000.0,
                deviceHours,
                null,
                null,
                watts == null ? null : new Power(watts),
                watts == null ? null : PowerScope.DEVICE,
                "measured_system",
                pue == null ? null : new Pue(pue),
                intensity == null ? null : new CarbonIntensity(intensity),
                null,
                Signal.AVERAGE,
                Place.UNSTATED,
                null);
    }

    static Claim of(
            Inputs inputs,
            @Nullable String megawattHours,
            EnergyBoundary boundary,
            @Nullable String tonnes) {
        return new Claim(
                new Subject(
                        "GPT-3",
                        "OpenAI",
                        2020,
                        Set.of(Stage.PRE_TRAINING),
                        null,
                        null,
                        null,
                        null,
                        null),
                inputs,
                new Reported(
                        megawattHours == null
                                ? null
                                : Printed.of(megawattHours, EnergyUnit.MEGAWATT_HOUR),
                        boundary,
                        tonnes == null ? null : Printed.of(tonnes, CarbonUnit.TONNE),
                        tonnes == null ? CarbonBasis.UNSTATED : CarbonBasis.LOCATION,
                        null),
                List.of(),
                new Evidence(Method.ESTIMATED, List.of(), null, null, null));
    }

    static Claim with(Claim claim, Inputs inputs) {
        return new Claim(
                claim.subject(), inputs, claim.reported(), claim.scores(), claim.evidence());
    }

    static Claim with(Claim claim, Reported reported) {
        return new Claim(
                claim.subject(), claim.inputs(), reported, claim.scores(), claim.evidence());
    }

    static Claim with(Claim claim, Evidence evidence) {
        return new Claim(
                claim.subject(), claim.inputs(), claim.reported(), claim.scores(), evidence);
    }

    static Inputs with(
            Inputs inputs,
            @Nullable Double wallHours,
            @Nullable Double flop,
            @Nullable Instant start) {
        return new Inputs(
                inputs.accelerator(),
                inputs.devices(),
                inputs.deviceHours(),
                wallHours,
                flop,
                inputs.power(),
                inputs.powerScope(),
                inputs.powerBasis(),
                inputs.pue(),
                inputs.intensity(),
                inputs.intensityBasis(),
                inputs.signal(),
                inputs.place(),
                start);
    }
}
