package wattle.hub.exchange;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wattle.ledger.check.Recomputation;
import wattle.ledger.claim.Citation;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Evidence;
import wattle.ledger.claim.Score;
import wattle.ledger.claim.Stage;
import wattle.ledger.claim.Subject;

/// A column of the table of claims: the one list from which the table and its descriptions are
/// made.
///
/// @param name with its unit at the end, if it has one
/// @param type of its cells
/// @param unit symbol; empty for none
/// @param description empty where the name says it
/// @param cell what a claim has in it; null for an empty cell
record Column(
        String name,
        Type type,
        String unit,
        String description,
        Function<CheckedClaim, @Nullable Object> cell) {

    /// What the cells of a column are.
    enum Type {
        STRING,
        INTEGER,
        NUMBER,
        DATETIME
    }

    /// All columns, in order. A claim that was withdrawn is in no table.
    static final List<Column> ALL =
            List.of(
                    column(
                            "id",
                            Type.STRING,
                            "",
                            "the claim's, the same in all revisions",
                            c -> c.entry().id().toString()),
                    column("revision", Type.INTEGER, "", "from 1", c -> c.entry().revision()),
                    column(
                            "key",
                            Type.STRING,
                            "",
                            "what it is called where it comes from",
                            c -> c.entry().key()),
                    column(
                            "recorded_at",
                            Type.DATETIME,
                            "",
                            "when this revision was written",
                            c -> c.entry().recordedAt().toString()),
                    column("model", Type.STRING, "", "", c -> of(c).subject().model()),
                    column("developer", Type.STRING, "", "", c -> of(c).subject().developer()),
                    column(
                            "year",
                            Type.INTEGER,
                            "",
                            "when the model was published",
                            c -> of(c).subject().year()),
                    column(
                            "stages",
                            Type.STRING,
                            "",
                            "parts of its life, separated by +",
                            c -> stages(of(c).subject())),
                    column("domain", Type.STRING, "", "", c -> of(c).subject().domain()),
                    column("task", Type.STRING, "", "", c -> of(c).subject().task()),
                    column("dataset", Type.STRING, "", "", c -> of(c).subject().dataset()),
                    column("parameters", Type.NUMBER, "", "", c -> of(c).subject().parameters()),
                    column("tokens", Type.NUMBER, "", "", c -> of(c).subject().tokens()),
                    column(
                            "accelerator",
                            Type.STRING,
                            "",
                            "as named by the source",
                            c -> of(c).inputs().accelerator()),
                    column("devices", Type.NUMBER, "", "", c -> of(c).inputs().devices()),
                    column(
                            "device_hours",
                            Type.NUMBER,
                            "h",
                            "all devices together",
                            c -> of(c).inputs().deviceHours()),
                    column(
                            "wall_hours",
                            Type.NUMBER,
                            "h",
                            "by the clock",
                            c -> of(c).inputs().wallHours()),
                    column(
                            "flop",
                            Type.NUMBER,
                            "",
                            "floating-point operations of the work",
                            c -> of(c).inputs().flop()),
                    column(
                            "power_watts",
                            Type.NUMBER,
                            "W",
                            "mean power",
                            c -> map(of(c).inputs().power(), it -> it.watts())),
                    column(
                            "power_scope",
                            Type.STRING,
                            "",
                            "device or system",
                            c -> map(of(c).inputs().powerScope(), it -> it.label())),
                    column(
                            "power_basis",
                            Type.STRING,
                            "",
                            "how that power was come by",
                            c -> of(c).inputs().powerBasis()),
                    column(
                            "pue",
                            Type.NUMBER,
                            "",
                            "as published",
                            c -> map(of(c).inputs().pue(), it -> it.ratio())),
                    column(
                            "intensity_g_per_kwh",
                            Type.NUMBER,
                            "g/kWh",
                            "carbon intensity used",
                            c -> map(of(c).inputs().intensity(), it -> it.gramsPerKilowattHour())),
                    column(
                            "intensity_basis",
                            Type.STRING,
                            "",
                            "what that intensity is",
                            c -> of(c).inputs().intensityBasis()),
                    column(
                            "signal",
                            Type.STRING,
                            "",
                            "which question the intensity answers",
                            c -> of(c).inputs().signal().label()),
                    column(
                            "country",
                            Type.STRING,
                            "",
                            "as reported",
                            c -> of(c).inputs().place().country()),
                    column(
                            "country_code",
                            Type.STRING,
                            "",
                            "ISO 3166-1 alpha-2",
                            c -> of(c).inputs().place().countryCode()),
                    column(
                            "location",
                            Type.STRING,
                            "",
                            "as reported, never finer than a city",
                            c -> of(c).inputs().place().location()),
                    column("provider", Type.STRING, "", "", c -> of(c).inputs().place().provider()),
                    column(
                            "region",
                            Type.STRING,
                            "",
                            "cloud region or grid zone",
                            c -> of(c).inputs().place().region()),
                    column(
                            "setting",
                            Type.STRING,
                            "",
                            "local or cloud",
                            c -> map(of(c).inputs().place().setting(), it -> it.label())),
                    column(
                            "energy_source",
                            Type.STRING,
                            "",
                            "main source of that grid",
                            c -> of(c).inputs().place().energySource()),
                    column(
                            "start",
                            Type.DATETIME,
                            "",
                            "when the work began",
                            c -> map(of(c).inputs().start(), it -> it.toString())),
                    column(
                            "energy_kwh",
                            Type.NUMBER,
                            "kWh",
                            "as reported",
                            c -> map(of(c).reported().energy(), it -> it.value().kilowattHours())),
                    column(
                            "energy_boundary",
                            Type.STRING,
                            "",
                            "what that energy counts",
                            c -> of(c).reported().boundary().label()),
                    column(
                            "energy_printed",
                            Type.STRING,
                            "",
                            "with the digits and the unit in which it was printed",
                            c -> map(of(c).reported().energy(), it -> it.toString())),
                    column(
                            "co2eq_kg",
                            Type.NUMBER,
                            "kg",
                            "as reported",
                            c -> map(of(c).reported().carbon(), it -> it.value().kilograms())),
                    column(
                            "carbon_basis",
                            Type.STRING,
                            "",
                            "what that carbon counts",
                            c -> of(c).reported().basis().label()),
                    column(
                            "carbon_printed",
                            Type.STRING,
                            "",
                            "with the digits and the unit in which it was printed",
                            c -> map(of(c).reported().carbon(), it -> it.toString())),
                    column(
                            "market_co2eq_kg",
                            Type.NUMBER,
                            "kg",
                            "by contracts, as reported, beside the other",
                            c -> map(of(c).reported().marketBased(), it -> it.value().kilograms())),
                    column(
                            "recomputed_energy_kwh",
                            Type.NUMBER,
                            "kWh",
                            "power × hours within the same boundary",
                            c -> map(again(c).energy(), it -> it.kilowattHours())),
                    column(
                            "recomputed_co2eq_kg",
                            Type.NUMBER,
                            "kg",
                            "energy × PUE × intensity",
                            c -> map(again(c).carbon(), it -> it.kilograms())),
                    column(
                            "energy_error_fraction",
                            Type.NUMBER,
                            "",
                            "(recomputed − reported) ÷ reported",
                            c -> again(c).energyError()),
                    column(
                            "carbon_error_fraction",
                            Type.NUMBER,
                            "",
                            "(recomputed − reported) ÷ reported",
                            c -> again(c).carbonError()),
                    column(
                            "verdict",
                            Type.STRING,
                            "",
                            "closes, near, off or unchecked",
                            c -> again(c).verdict().label()),
                    column(
                            "method",
                            Type.STRING,
                            "",
                            "how the publisher says to know",
                            c -> of(c).evidence().method().label()),
                    column(
                            "provenance",
                            Type.STRING,
                            "",
                            "what the claim is worth, by rule",
                            c -> provenance(c)),
                    column(
                            "findings",
                            Type.STRING,
                            "",
                            "plausibility rules that it breaks, separated by blanks",
                            c -> findings(c)),
                    column(
                            "metric",
                            Type.STRING,
                            "",
                            "the first of its scores",
                            c -> score(c, Score::metric)),
                    column("metric_value", Type.NUMBER, "", "", c -> score(c, Score::value)),
                    column(
                            "sources",
                            Type.STRING,
                            "",
                            "where it can be read, separated by semicolons",
                            c -> sources(of(c).evidence())),
                    column(
                            "licence",
                            Type.STRING,
                            "",
                            "terms of the data it was taken from",
                            c -> licence(of(c).evidence())),
                    column(
                            "notes",
                            Type.STRING,
                            "",
                            "what an honest display has to say",
                            c -> of(c).evidence().notes()));

    private static Column column(
            String name,
            Type type,
            String unit,
            String description,
            Function<CheckedClaim, @Nullable Object> cell) {
        return new Column(name, type, unit, description, cell);
    }

    private static <T, R> @Nullable R map(@Nullable T value, Function<T, R> part) {
        return value == null ? null : part.apply(value);
    }

    private static @Nullable Object score(CheckedClaim checked, Function<Score, Object> part) {
        return of(checked).scores().isEmpty() ? null : part.apply(of(checked).scores().getFirst());
    }

    private static Claim of(CheckedClaim checked) {
        return Objects.requireNonNull(checked.entry().claim(), "a withdrawn claim has no row");
    }

    private static Recomputation again(CheckedClaim checked) {
        return Objects.requireNonNull(checked.again(), "a withdrawn claim has no row");
    }

    private static @Nullable String provenance(CheckedClaim checked) {
        return checked.provenance() == null ? null : checked.provenance().label();
    }

    private static @Nullable String stages(Subject subject) {
        return joined(subject.stages().stream().map(Stage::label).collect(Collectors.joining("+")));
    }

    private static @Nullable String findings(CheckedClaim checked) {
        return joined(
                checked.findings().stream()
                        .map(each -> each.rule().label())
                        .distinct()
                        .collect(Collectors.joining(" ")));
    }

    private static @Nullable String sources(Evidence evidence) {
        return joined(
                evidence.citations().stream()
                        .map(each ->
                                each.locator() == null
                                        ? each.document()
                                        : each.document() + ", " + each.locator())
                        .collect(Collectors.joining("; ")));
    }

    private static @Nullable String licence(Evidence evidence) {
        return joined(
                evidence.citations().stream()
                        .map(Citation::licence)
                        .filter(Objects::nonNull)
                        .distinct()
                        .collect(Collectors.joining("; ")));
    }

    private static @Nullable String joined(String text) {
        return text.isEmpty() ? null : text;
    }
}
