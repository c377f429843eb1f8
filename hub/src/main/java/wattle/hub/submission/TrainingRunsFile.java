package wattle.hub.submission;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Stage;
import wattle.ledger.claim.Subject;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.TableFile;
import wattle.unit.CarbonIntensity;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;
import wattle.unit.Power;
import wattle.unit.Pue;

/// A table of published training runs, one claim a row: columns of `training-runs.csv`.
///
/// Beside those a row may have `wall_h`, hours by the clock where `time_h` is of devices, and
/// `licence`. Columns with somebody's recomputation are passed over: it is done again here.
public final class TrainingRunsFile {

    /// What keys begin with.
    public static final String SOURCE = "published";

    static final List<String> COLUMNS =
            List.of(
                    "run_id",
                    "model",
                    "stage",
                    "time_h",
                    "time_scope",
                    "energy_mwh_reported",
                    "tco2e_reported");

    /// A figure in the unit in which it was printed; the table has it converted.
    private static final Pattern ENERGY = Pattern.compile("([0-9.]{1,30}) (Wh|kWh|MWh|GWh)\\b.*");

    private static final Pattern CARBON =
            Pattern.compile("(?:.*; )?([0-9.]{1,30}) (g|kg|t|lb)(?: CO2e)?");

    private TrainingRunsFile() {}

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
            Claim claim = cells.checked("run_id", () -> claim(cells));
            if (claims.put(SOURCE + "/" + cells.needed("run_id"), claim) != null) {
                throw row.refused("run_id", "the run is there twice", "Delete one of them.");
            }
        }
        return claims;
    }

    private static Claim claim(Cells cells) {
        return new Claim(
                new Subject(
                        cells.needed("model"),
                        cells.text("developer"),
                        cells.year("year"),
                        stages(cells),
                        cells.text("domain"),
                        null,
                        null,
                        billions(cells, "params_b"),
                        billions(cells, "tokens_b")),
                inputs(cells),
                reported(cells),
                List.of(),
                evidence(cells));
    }

    private static Set<Stage> stages(Cells cells) {
        var stages = EnumSet.noneOf(Stage.class);
        String text = cells.text("stage");
        if (text != null) {
            for (String each : text.split("\\+", -1)) {
                stages.add(stage(cells, each));
            }
        }
        return stages;
    }

    private static Stage stage(Cells cells, String text) {
        return switch (text) {
            case "nas" -> Stage.SEARCH;
            case "pretrain" -> Stage.PRE_TRAINING;
            case "continued_pretrain" -> Stage.CONTINUED_PRE_TRAINING;
            case "finetune", "posttrain" -> Stage.FINE_TUNING;
            case "distill" -> Stage.DISTILLATION;
            case "inference" -> Stage.INFERENCE;
            case "overhead" -> Stage.OVERHEAD;
            case "lifecycle" -> Stage.LIFECYCLE;
            default -> throw unknown(cells, "stage", text);
        };
    }

    private static @Nullable Double billions(Cells cells, String column) {
        Double number = cells.number(column);
        return number == null ? null : Double.valueOf(number * 1e9);
    }

    private static Inputs inputs(Cells cells) {
        Double watts = cells.number("power_w");
        Double pue = cells.number("pue");
        Double intensity = cells.number("ci_g_per_kwh");
        Double hours = cells.number("time_h");
        boolean wall = hours != null && isWall(cells);
        return new Inputs(
                cells.text("accelerator"),
                cells.number("accelerator_count"),
                wall ? null : hours,
                wall ? hours : cells.number("wall_h"),
                null,
                watts == null ? null : new Power(watts),
                watts == null ? null : scope(cells),
                cells.text("power_basis"),
                pue == null ? null : cells.checked("pue", () -> new Pue(pue)),
                intensity == null ? null : new CarbonIntensity(intensity),
                cells.text("ci_basis"),
                Signal.AVERAGE,
                Place.UNSTATED,
                null);
    }

    private static boolean isWall(Cells cells) {
        String text = cells.needed("time_scope");
        return switch (text) {
            case "wall_hours" -> true;
            case "accelerator_hours" -> false;
            default -> throw unknown(cells, "time_scope", text);
        };
    }

    private static PowerScope scope(Cells cells) {
        String text = cells.needed("power_scope");
        return switch (text) {
            case "per_accelerator" -> PowerScope.DEVICE;
            case "whole_system" -> PowerScope.SYSTEM;
            default -> throw unknown(cells, "power_scope", text);
        };
    }

    private static Reported reported(Cells cells) {
        Printed<Energy> energy = cells.figure("energy_mwh_reported", EnergyUnit.MEGAWATT_HOUR);
        Printed<CarbonMass> carbon = cells.figure("tco2e_reported", CarbonUnit.TONNE);
        String original = cells.text("reported_original");
        return new Reported(
                energy == null ? null : asPrinted(original, energy),
                energy == null ? EnergyBoundary.UNSTATED : boundary(cells),
                carbon == null ? null : asPrintedCarbon(original, carbon),
                carbon == null ? CarbonBasis.UNSTATED : basis(cells),
                cells.figure("tco2e_market_reported", CarbonUnit.TONNE));
    }

    private static Printed<Energy> asPrinted(@Nullable String original, Printed<Energy> converted) {
        Matcher matcher = ENERGY.matcher(original == null ? "" : original);
        if (!matcher.matches()) {
            return converted;
        }
        for (EnergyUnit unit : EnergyUnit.values()) {
            if (unit.symbol().equals(matcher.group(2))) {
                return Printed.of(matcher.group(1), unit);
            }
        }
        return converted;
    }

    private static Printed<CarbonMass> asPrintedCarbon(
            @Nullable String original, Printed<CarbonMass> converted) {
        Matcher matcher = CARBON.matcher(original == null ? "" : original);
        if (!matcher.matches()) {
            return converted;
        }
        for (CarbonUnit unit : CarbonUnit.values()) {
            if (unit.symbol().equals(matcher.group(2))) {
                return Printed.of(matcher.group(1), unit);
            }
        }
        return converted;
    }

    private static EnergyBoundary boundary(Cells cells) {
        String text = cells.text("energy_boundary");
        if (text == null) {
            return EnergyBoundary.UNSTATED;
        }
        for (EnergyBoundary each : EnergyBoundary.values()) {
            if (each.label().equals(text)) {
                return each;
            }
        }
        throw unknown(cells, "energy_boundary", text);
    }

    private static CarbonBasis basis(Cells cells) {
        String text = cells.text("tco2e_basis");
        if (text == null) {
            return CarbonBasis.UNSTATED;
        }
        for (CarbonBasis each : CarbonBasis.values()) {
            if (each.label().equals(text)) {
                return each;
            }
        }
        throw unknown(cells, "tco2e_basis", text);
    }

    private static Evidence evidence(Cells cells) {
        String source = cells.text("source");
        return new Evidence(
                method(cells),
                source == null
                        ? List.of()
                        : List.of(
                                new Citation(
                                        source,
                                        cells.text("locator"),
                                        cells.text("verified"),
                                        cells.text("licence"))),
                null,
                null,
                cells.text("notes"));
    }

    private static Method method(Cells cells) {
        String text = cells.text("provenance");
        if (text == null) {
            return Method.UNSTATED;
        }
        return switch (text) {
            case "measured" -> Method.MEASURED;
            case "estimated" -> Method.ESTIMATED;
            case "audited" -> Method.AUDITED;
            case "unknown", "unstated" -> Method.UNSTATED;
            default -> throw unknown(cells, "provenance", text);
        };
    }

    private static InvalidFileException unknown(Cells cells, String column, String text) {
        return cells.row()
                .refused(
                        column,
                        InvalidFileException.quoted(text) + " is not known here",
                        "Write one of the words of docs/reference/claims.md.");
    }
}
