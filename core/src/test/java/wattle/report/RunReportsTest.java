package wattle.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.Golden;

class RunReportsTest {

    private static final List<RecordedRun> RUNS = List.of(Runs.finished(), Runs.recovered());

    @Test
    void runsInEveryFormat() {
        Golden.check("runs.txt", ReportTable.of(RUNS));
        Golden.check("components.txt", ComponentTable.of(RUNS));
        Golden.check("runs.csv", ReportCsv.of(RUNS, Runs.VERSIONS));
    }

    @Test
    void theClosedFormOfTheTotals() {
        // 500 W for 3,000 s at 100 g/kWh and 3,600 s at 200; 60 W alike; PUE 1.2.
        Totals totals = Totals.of(RUNS);
        double itEnergy = (500 + 60) * 6600 / 3.6e6;
        double grams = (500 + 60) * 1.2 * (3000 * 100 + 3600 * 200) / 3.6e6;
        assertThat(totals.itEnergy().kilowattHours()).isCloseTo(itEnergy, within(1e-9));
        assertThat(totals.facilityEnergy().kilowattHours()).isCloseTo(itEnergy * 1.2, within(1e-9));
        assertThat(totals.operational().grams()).isCloseTo(grams, within(1e-9));
        assertThat(totals.total().grams()).isCloseTo(grams, within(1e-9));
        assertThat(totals.embodied()).isNull();
        assertThat(totals.duration()).hasHours(4);
    }

    @Test
    void sharesOfTheComponentsAreThoseOfTheirEnergy() {
        List<ComponentTable.Row> rows = ComponentTable.rows(List.of(Runs.finished()));
        assertThat(rows)
                .extracting(ComponentTable.Row::kind)
                .containsExactly("accelerator", "cpu", "memory", "board");
        assertThat(ComponentTable.of(List.of(Runs.finished())))
                .contains("60.0 %     300  measured", "20.0 %     100", "10.0 %    50.0");
    }

    @Test
    void everyRowOfTheCsvHasACellForEveryColumn() {
        String csv = ReportCsv.of(List.of(Runs.finished(), Runs.recovered()), Runs.VERSIONS);
        // No cell of these two needs quotation marks but the second command.
        assertThat(csv.lines().map(each -> each.replaceAll("\"[^\"]*\"", "").split(",", -1).length))
                .containsOnly(35);
        assertThat(ReportCsv.of(List.of(), Runs.VERSIONS).lines()).hasSize(1);
    }

    @Test
    void hostileNamesAreHarmless() {
        List<RecordedRun> hostile = List.of(Runs.hostile());
        assertThat(ReportTable.of(hostile)).doesNotContain("\u0007");
        assertThat(ComponentTable.of(hostile)).doesNotContain("\u0007");
        assertThat(ReportCsv.of(hostile, Runs.VERSIONS)).doesNotContain("\n<");
    }
}
