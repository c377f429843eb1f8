package wattle.hub.threat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wattle.grid.Signal;
import wattle.hub.analysis.Analysis;
import wattle.hub.analysis.Row;
import wattle.hub.analysis.Settings;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.CarbonUnit;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.EnergyUnit;
import wattle.ledger.claim.Evidence;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Score;
import wattle.ledger.claim.Subject;

/// Metrics that can be gamed: figures are absolute, so that nobody moves another's by his own, and
/// those by contracts compete with none.
class GamingTest {

    @Test
    void anOutlierLeavesTheOthersWhereTheyWere() {
        List<Row> honest = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            honest.add(row("m" + i, "imagenet", 70 + i, 10.0 * i, CarbonBasis.LOCATION));
        }
        var before = Analysis.of(honest, Settings.DEFAULT).boards().getFirst();
        List<Row> gamed = new ArrayList<>(honest);
        gamed.add(row("huge", "imagenet", 60, 1e9, CarbonBasis.LOCATION));
        gamed.add(row("other", "coco", 99, 0.001, CarbonBasis.LOCATION));
        gamed.add(row("bought", "imagenet", 99.9, 0.001, CarbonBasis.MARKET));
        var after =
                Analysis.of(gamed, Settings.DEFAULT).boards().stream()
                        .filter(board -> board.dataset().equals("imagenet"))
                        .findFirst()
                        .orElseThrow();
        assertThat(after.carbonFront()).isEqualTo(before.carbonFront());
    }

    private static Row row(
            String id, String dataset, double score, double kilograms, CarbonBasis basis) {
        return new Row(
                id,
                new Claim(
                        new Subject(id, null, 2024, Set.of(), null, "task", dataset, null, null),
                        new Inputs(
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Signal.AVERAGE,
                                Place.UNSTATED,
                                null),
                        new Reported(
                                Printed.of(kilograms, EnergyUnit.KILOWATT_HOUR),
                                EnergyBoundary.IT,
                                Printed.of(kilograms, CarbonUnit.KILOGRAM),
                                basis,
                                null),
                        List.of(new Score("accuracy", score)),
                        Evidence.NONE));
    }
}
