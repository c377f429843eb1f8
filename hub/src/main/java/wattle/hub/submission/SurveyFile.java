package wattle.hub.submission;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Score;
import wattle.ledger.claim.Setting;
import wattle.ledger.claim.Subject;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.TableFile;
import wattle.unit.CarbonIntensity;
import wattle.unit.Power;

/// The table of the survey "Counting Carbon" (Luccioni and Hernandez-Garcia 2023,
/// arXiv:2302.08476). It does not come with Wattle, since its licence forbids commercial use.
///
/// Its energies are those of the accelerators at their rated power; recorded energies and carbon
/// are taken as they stand, though some are not the product of the other columns.
public final class SurveyFile {

    /// What keys begin with.
    public static final String SOURCE = "survey";

    static final List<String> COLUMNS =
            List.of("model_id", "task", "dataset", "year_published", "energy_kwh", "co2eq_kg");

    private static final Citation CITATION =
            new Citation(
                    "Luccioni and Hernandez-Garcia 2023: Counting Carbon, arXiv:2302.08476",
                    "data of 95 models",
                    "data file of the authors",
                    "CC BY-NC-SA 4.0: Alexandra Sasha Luccioni and Alex Hernandez-Garcia");

    private SurveyFile() {}

    /// The claims by their keys, in the order of the file.
    ///
    /// @throws InvalidFileException with the line, if the file is no such table
    public static Map<String, Claim> read(Path file) {
        return claims(TableFile.read(file));
    }

    static Map<String, Claim> claims(TableFile table) {
        Map<String, Claim> claims = new LinkedHashMap<>();
        for (TableFile.Row row : table.require(COLUMNS.toArray(String[]::new)).rows()) {
            var cells = new Cells(row);
            Claim claim = cells.checked("model_id", () -> claim(cells));
            if (claims.put(SOURCE + "/" + cells.needed("model_id"), claim) != null) {
                throw row.refused("model_id", "the model is there twice", "Delete one of them.");
            }
        }
        return claims;
    }

    private static Claim claim(Cells cells) {
        return new Claim(
                new Subject(
                        cells.needed("model_id"),
                        null,
                        cells.year("year_published"),
                        Set.of(),
                        null,
                        cells.text("task"),
                        cells.text("dataset"),
                        null,
                        null),
                inputs(cells),
                reported(cells),
                scores(cells),
                new Evidence(Method.ESTIMATED, List.of(CITATION), null, null, null));
    }

    private static Inputs inputs(Cells cells) {
        Double watts = cells.number("tdp_watts");
        Double seconds = cells.number("training_seconds");
        Double intensity = cells.number("carbon_intensity_g_per_kwh");
        return new Inputs(
                cells.text("device_model"),
                cells.number("device_count"),
                null,
                seconds == null ? null : Double.valueOf(seconds / 3600),
                null,
                watts == null ? null : new Power(watts),
                watts == null ? null : PowerScope.DEVICE,
                watts == null ? null : "tdp",
                null,
                intensity == null ? null : new CarbonIntensity(intensity),
                cells.text("carbon_intensity_source"),
                Signal.AVERAGE,
                new Place(
                        cells.text("country"),
                        cells.text("country_code"),
                        cells.text("location"),
                        null,
                        null,
                        setting(cells),
                        cells.text("energy_source")),
                null);
    }

    private static @Nullable Setting setting(Cells cells) {
        String text = cells.text("compute_setting");
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "local" -> Setting.LOCAL;
            case "cloud" -> Setting.CLOUD;
            default ->
                    throw cells.row()
                            .refused(
                                    "compute_setting",
                                    InvalidFileException.quoted(text) + " is not known here",
                                    "Write local or cloud, or leave it empty.");
        };
    }

    private static Reported reported(Cells cells) {
        var energy = cells.figure("energy_kwh", EnergyUnit.KILOWATT_HOUR);
        var carbon = cells.figure("co2eq_kg", CarbonUnit.KILOGRAM);
        return new Reported(
                energy,
                energy == null ? EnergyBoundary.UNSTATED : EnergyBoundary.DEVICE,
                carbon,
                carbon == null ? CarbonBasis.UNSTATED : CarbonBasis.LOCATION,
                null);
    }

    private static List<Score> scores(Cells cells) {
        List<Score> scores = new ArrayList<>();
        String metric = cells.text("metric_name");
        Double value = cells.number("metric_value");
        if (metric != null && value != null) {
            scores.add(new Score(metric, value));
        }
        Double top5 = cells.number("top5_accuracy_percent");
        if (top5 != null) {
            scores.add(new Score("top5_accuracy_percent", top5));
        }
        return scores;
    }
}
