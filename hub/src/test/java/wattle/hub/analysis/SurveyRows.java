package wattle.hub.analysis;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
import wattle.ledger.claim.Place;
import wattle.ledger.claim.PowerScope;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Score;
import wattle.ledger.claim.Setting;
import wattle.ledger.claim.Stage;
import wattle.ledger.claim.Subject;
import wattle.unit.CarbonIntensity;
import wattle.unit.Power;

/// The survey's table as rows.
final class SurveyRows {

    private SurveyRows() {}

    static List<Row> read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord each : records) {
                rows.add(new Row(each.getField("model_id"), claim(each)));
            }
        }
        return rows;
    }

    private static Claim claim(NamedCsvRecord row) {
        List<Score> scores = new ArrayList<>();
        Double value = number(row, "metric_value");
        if (value != null) {
            scores.add(new Score(row.getField("metric_name"), value));
        }
        Double top5 = number(row, "top5_accuracy_percent");
        if (top5 != null) {
            scores.add(new Score("top5_accuracy_percent", top5));
        }
        return new Claim(
                new Subject(
                        row.getField("model_id"),
                        null,
                        Integer.valueOf(row.getField("year_published")),
                        Set.of(Stage.PRE_TRAINING),
                        null,
                        row.getField("task"),
                        row.getField("dataset"),
                        null,
                        null),
                inputs(row),
                new Reported(
                        Printed.of(row.getField("energy_kwh"), EnergyUnit.KILOWATT_HOUR),
                        EnergyBoundary.DEVICE,
                        Printed.of(row.getField("co2eq_kg"), CarbonUnit.KILOGRAM),
                        CarbonBasis.LOCATION,
                        null),
                scores,
                Evidence.NONE);
    }

    private static Inputs inputs(NamedCsvRecord row) {
        Double watts = number(row, "tdp_watts");
        Double intensity = number(row, "carbon_intensity_g_per_kwh");
        String setting = text(row, "compute_setting");
        return new Inputs(
                text(row, "device_model"),
                number(row, "device_count"),
                number(row, "device_hours"),
                number(row, "training_hours"),
                watts == null ? null : new Power(watts),
                watts == null ? null : PowerScope.DEVICE,
                "tdp_cap",
                null,
                intensity == null ? null : new CarbonIntensity(intensity),
                text(row, "carbon_intensity_source"),
                Signal.AVERAGE,
                new Place(
                        text(row, "country"),
                        text(row, "country_code"),
                        text(row, "location"),
                        null,
                        null,
                        setting == null ? null : Setting.valueOf(setting.toUpperCase(java.util.Locale.ROOT)),
                        text(row, "energy_source")),
                null);
    }

    private static @Nullable Double number(NamedCsvRecord row, String column) {
        String text = text(row, column);
        return text == null ? null : Double.valueOf(text);
    }

    private static @Nullable String text(NamedCsvRecord row, String column) {
        String text = row.getField(column);
        return text.isEmpty() ? null : text;
    }
}
