package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
import wattle.ledger.claim.PowerScope;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Score;
import wattle.ledger.claim.Subject;
import wattle.unit.CarbonIntensity;
import wattle.unit.Power;

class AnalysisTextTest {

    private static final String EXPECTED =
            """
            2 models

            Totals
              carbon                     66.0   kg CO2eq
                of it the top 1          90.9   %
                of it the top 4          100.0  %
                of it the top 10         100.0  %
                of it the top 10 %       90.9   %
              energy                     18.0   kWh
              intensity, mean of models  500    g/kWh
                weighted by energy       500    g/kWh
              training, median           10.0   h
                of all devices           30.0   h

            Main energy sources
              energy source  models  mean  median  min  max g/kWh
              coal           2       500   500     500  500

            Countries
              country    models  median g/kWh  main energy source
              Elsewhere  2       500           coal

            Tasks
              task    models  first  last year
              vision  2       2014   2020

            Carbon (kg) over energy (kWh), straight line through log10 of both
              energy source  n  slope  intercept  r²
              all            2  3.32   -1.81      1.00
              coal           2  3.32   -1.81      1.00

            Carbon by task and year (kg; bootstrap of 200 resamples; ~ drawn in part)
              year       task    n  trimmed mean  median  99 % interval of the mean
              2012-2016  vision  1  6.00          6.00    6.00 to 6.00
              2020       vision  1  60.0          60.0    60.0 to 60.0
              2012-2016  (all)   1  6.00          6.00    6.00 to 6.00
              2020       (all)   1  60.0          60.0    60.0 to 60.0

            images: front of 2 models, higher is better, rank correlation with carbon 1.00
              model  kg CO2eq  f1_percent
              m0     6.00      80.0
              m1     60.0      90.0

            Variance of log10(carbon) that each factor explains alone
            """;

    private static Row row(String id, int year, double devices, String energy, String carbon) {
        return new Row(
                id,
                new Claim(
                        new Subject(id, null, year, Set.of(), null, "vision", "images", null, null),
                        new Inputs(
                                "a\u001bdevice",
                                devices,
                                null,
                                10.0,
                                null,
                                new Power(300),
                                PowerScope.DEVICE,
                                null,
                                null,
                                new CarbonIntensity(500),
                                null,
                                Signal.AVERAGE,
                                new Place("Elsewhere", null, null, null, null, null, "coal"),
                                null),
                        new Reported(
                                Printed.of(energy, EnergyUnit.KILOWATT_HOUR),
                                EnergyBoundary.DEVICE,
                                Printed.of(carbon, CarbonUnit.KILOGRAM),
                                CarbonBasis.LOCATION,
                                null),
                        List.of(new Score("f1_percent", 70 + 5 * devices)),
                        Evidence.NONE));
    }

    private static String text(List<Row> rows) {
        var out = new StringWriter();
        new AnalysisText(Analysis.of(rows, new Settings(1, 200))).print(new PrintWriter(out, true));
        return out.toString();
    }

    @Test
    void readsAsTablesThatEndWithWhatWasLeftOut() {
        String text = text(List.of(row("m0", 2014, 2, "6", "6"), row("m1", 2020, 4, "12", "60")));
        assertThat(text).startsWith(EXPECTED);
        assertThat(text)
                .contains(
                        """
                          task                        2  1       -        -
                        """)
                .endsWith(
                        """
                        Rows that are not their own product, kept as published
                          model  is not                       recorded  recomputed  unit
                          m0     carbon = energy × intensity  6.00      3.00        kg
                          m1     carbon = energy × intensity  60.0      6.00        kg

                        Left out: nothing
                        """);
    }

    @Test
    void nothingIsSaidOfNothing() {
        assertThat(text(List.of())).isEqualTo("0 models\n");
    }
}
