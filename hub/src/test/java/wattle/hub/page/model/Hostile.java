package wattle.hub.page.model;

import java.util.List;
import java.util.Set;
import wattle.grid.Signal;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.CarbonUnit;
import wattle.ledger.claim.Citation;
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
import wattle.ledger.claim.Score;
import wattle.ledger.claim.Stage;
import wattle.ledger.claim.Subject;
import wattle.unit.CarbonIntensity;
import wattle.unit.Power;
import wattle.unit.Pue;

/// A claim that tries to run a script through each of its texts.
public final class Hostile {

    /// Ends an attribute or an element, whatever it stands in.
    public static final String SCRIPT = "\"'></pre></title><script>alert(1)</script>{}$\\";

    private Hostile() {}

    public static Claim claim() {
        return new Claim(
                new Subject(
                        "=model" + SCRIPT,
                        "developer" + SCRIPT,
                        2021,
                        Set.of(Stage.FINE_TUNING),
                        "domain" + SCRIPT,
                        "task" + SCRIPT,
                        "dataset" + SCRIPT,
                        1e9,
                        null),
                new Inputs(
                        "accelerator" + SCRIPT,
                        8.0,
                        null,
                        100.0,
                        null,
                        new Power(400),
                        PowerScope.DEVICE,
                        "basis" + SCRIPT,
                        new Pue(1.1),
                        new CarbonIntensity(100),
                        "average" + SCRIPT,
                        Signal.AVERAGE,
                        new Place(
                                "country" + SCRIPT,
                                "FR",
                                "city" + SCRIPT,
                                "provider" + SCRIPT,
                                "region" + SCRIPT,
                                null,
                                "source" + SCRIPT),
                        null),
                new Reported(
                        Printed.of("352", EnergyUnit.KILOWATT_HOUR),
                        EnergyBoundary.FACILITY,
                        Printed.of("90", CarbonUnit.KILOGRAM),
                        CarbonBasis.LOCATION,
                        Printed.of("1", CarbonUnit.KILOGRAM)),
                List.of(new Score("metric" + SCRIPT, 12.5)),
                new Evidence(
                        Method.ESTIMATED,
                        List.of(
                                new Citation(
                                        "document" + SCRIPT,
                                        "table" + SCRIPT,
                                        "seen" + SCRIPT,
                                        "licence" + SCRIPT)),
                        null,
                        null,
                        "notes" + SCRIPT));
    }
}
