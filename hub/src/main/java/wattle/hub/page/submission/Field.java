package wattle.hub.page.submission;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wattle.grid.Signal;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.CarbonUnit;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.Method;
import wattle.ledger.claim.PowerScope;
import wattle.ledger.claim.Setting;
import wattle.ledger.claim.Stage;

/// A field of the form: one place in a claim's JSON.
///
/// @param name in the form and in the address
/// @param pointer to its place in the claim as JSON (RFC 6901)
/// @param step 1 to 4
/// @param group heading above it and its neighbours
/// @param choices of a field that is chosen; else empty
/// @param needs the field without which this one says nothing; empty for none
public record Field(
        String name,
        String pointer,
        Kind kind,
        int step,
        String group,
        String label,
        String help,
        List<String> choices,
        String needs) {

    /// The steps in words, the first one first.
    public static final List<String> STEPS =
            List.of("What was run", "How long on what", "Energy and where", "Evidence");

    /// How a field is filled in.
    public enum Kind {
        TEXT,
        LONG,
        NUMBER,
        WHOLE,
        /// A number that keeps its digits.
        FIGURE,
        CHOICE,
        /// Any of the choices.
        SEVERAL
    }

    /// The longest text of one line.
    public static final int LONGEST = 200;

    /// The longest text of many.
    public static final int LONGEST_NOTES = 600;

    /// All, in the order in which they are asked for.
    public static final List<Field> ALL = all();

    public Field {
        choices = List.copyOf(choices);
    }

    public int longest() {
        return kind == Kind.LONG ? LONGEST_NOTES : LONGEST;
    }

    /// The groups of a step, in order.
    public static List<List<Field>> groups(int step) {
        List<List<Field>> groups = new ArrayList<>();
        for (Field each : ALL) {
            if (each.step() == step) {
                if (groups.isEmpty() || !groups.getLast().getFirst().group().equals(each.group())) {
                    groups.add(new ArrayList<>());
                }
                groups.getLast().add(each);
            }
        }
        return groups;
    }

    /// The field that a place of the JSON belongs to; null for none.
    static @Nullable Field at(String pointer) {
        for (Field each : ALL) {
            if (each.pointer().equals(pointer)) {
                return each;
            }
        }
        for (Field each : ALL) {
            if (!pointer.isEmpty() && each.pointer().startsWith(pointer + "/")) {
                return each;
            }
        }
        return null;
    }

    private static List<Field> all() {
        var all = new Fields();
        all.at(1, "The model");
        all.text("model", "/subject/model", "Model", "Its name as published.");
        all.text("developer", "/subject/developer", "Organisation", "Who made it.");
        all.add(Kind.WHOLE, "year", "/subject/year", "Year", "When it was published.", "");
        all.several(
                "stage",
                "/subject/stages",
                "Stages of its life that are counted",
                labels(Stage.values(), Stage::label));
        all.at(1, "What it does");
        all.text("domain", "/subject/domain", "Domain", "Such as nlp or vision.");
        all.text("task", "/subject/task", "Task", "Such as image_classification.");
        all.text("dataset", "/subject/dataset", "Dataset", "What it was judged on.");
        all.number("parameters", "/subject/parameters", "Parameters", "Such as 7e9.");
        all.number("tokens", "/subject/tokens", "Training tokens", "Such as 2e12.");
        all.at(1, "Where it can be read");
        all.text(
                "source",
                "/evidence/citations/0/document",
                "Source",
                "A paper, a card, an address. It is shown as text and never fetched.");
        all.text("locator", "/evidence/citations/0/locator", "Place in it", "Such as Table 4.");
        all.text("seen", "/evidence/citations/0/seen", "Source seen", "primary or secondary.");
        all.text("licence", "/evidence/citations/0/licence", "Its licence", "");

        all.at(2, "Hardware");
        all.text("accelerator", "/inputs/accelerator", "Accelerator", "Such as NVIDIA A100-80GB.");
        all.number("devices", "/inputs/devices", "How many", "Devices at once.");
        all.at(2, "Time");
        all.number("wall_hours", "/inputs/wall_hours", "Hours by the clock", "From start to end.");
        all.number(
                "device_hours",
                "/inputs/device_hours",
                "or device-hours",
                "Of all devices together.");
        all.text("start", "/inputs/start", "Begun at", "Such as 2026-03-01T04:05:00Z.");
        all.at(2, "Power");
        all.number("power_watts", "/inputs/power_watts", "Mean power, W", "");
        all.choice(
                "power_scope",
                "/inputs/power_scope",
                "Power of",
                "device: one accelerator. system: all machines.",
                labels(PowerScope.values(), PowerScope::label),
                "power_watts");
        all.text(
                "power_basis", "/inputs/power_basis", "Power come by", "Such as measured, or TDP.");
        all.number("flop", "/inputs/flop", "Floating-point operations", "Such as 3.1e23.");

        all.at(3, "As reported");
        all.add(Kind.FIGURE, "energy", "/reported/energy/number", "Energy", "As printed.", "");
        all.choice(
                "energy_unit",
                "/reported/energy/unit",
                "its unit",
                "",
                List.of("kWh", "J", "Wh", "MWh", "GWh"),
                "energy");
        all.choice(
                "boundary",
                "/reported/boundary",
                "Boundary of the energy",
                "facility: with the data centre's overhead (PUE).",
                unstatedFirst(labels(EnergyBoundary.values(), EnergyBoundary::label)),
                "energy");
        all.add(Kind.FIGURE, "carbon", "/reported/carbon/number", "Carbon", "As printed.", "");
        all.choice(
                "carbon_unit",
                "/reported/carbon/unit",
                "its unit, of CO2eq",
                "",
                List.of("kg", "g", "t", "lb"),
                "carbon");
        all.choice(
                "basis",
                "/reported/basis",
                "Basis of the carbon",
                "location: by the grid. market: by contracts.",
                unstatedFirst(labels(CarbonBasis.values(), CarbonBasis::label)),
                "carbon");
        all.add(
                Kind.FIGURE,
                "market_based",
                "/reported/market_based/number",
                "Market-based carbon beside it",
                "Shown apart, never compared.",
                "");
        all.choice(
                "market_based_unit",
                "/reported/market_based/unit",
                "its unit",
                "",
                labels(CarbonUnit.values(), CarbonUnit::symbol),
                "market_based");
        all.at(3, "From energy to carbon");
        all.number("pue", "/inputs/pue", "PUE", "Facility energy over IT energy, from 1.");
        all.number("intensity", "/inputs/intensity_g_per_kwh", "Intensity, g CO2eq/kWh", "");
        all.text(
                "intensity_basis",
                "/inputs/intensity_basis",
                "Kind of intensity",
                "Such as national average.");
        all.choice(
                "signal",
                "/inputs/signal",
                "Signal",
                "Average, or of the plant that follows the load.",
                unstatedFirst(labels(Signal.values(), Signal::label)),
                "");
        all.at(3, "Place");
        all.text(
                "country_code",
                "/inputs/place/country_code",
                "Country code",
                "Two letters, such as FR.");
        all.text("country", "/inputs/place/country", "Country as reported", "");
        all.text("location", "/inputs/place/location", "City or state", "No finer than that.");
        all.text("provider", "/inputs/place/provider", "Cloud provider", "");
        all.text("region", "/inputs/place/region", "its region, or a grid zone", "");
        all.choice(
                "setting",
                "/inputs/place/setting",
                "Whose machines",
                "",
                with("", labels(Setting.values(), Setting::label)),
                "");
        all.text(
                "energy_source",
                "/inputs/place/energy_source",
                "Main source of that grid",
                "Such as hydro.");

        all.at(4, "How the energy is known");
        all.choice(
                "method",
                "/evidence/method",
                "Method, by its publisher",
                "What the claim is worth is told by rule, not by this.",
                unstatedFirst(labels(Method.values(), Method::label)),
                "");
        all.text("tool", "/evidence/metering/tool", "Measuring program", "Such as CodeCarbon.");
        all.text("tool_version", "/evidence/metering/version", "its version", "");
        all.number(
                "sample_seconds",
                "/evidence/metering/sample_seconds",
                "Seconds between samples",
                "");
        all.number(
                "coverage",
                "/evidence/metering/coverage",
                "Coverage, 0 to 1",
                "Share of the work during which the meters answered.");
        all.text(
                Draft.DIGEST,
                "/evidence/metering/record_sha256",
                "SHA-256 of the record",
                "Taken from those who review claims alone.");
        for (int i = 1; i < Draft.LISTED; i++) {
            all.at(4, "More to read");
            all.text(
                    "source_" + (i + 1),
                    "/evidence/citations/" + i + "/document",
                    "Another source",
                    "Text, never fetched.");
            all.text(
                    "locator_" + (i + 1),
                    "/evidence/citations/" + i + "/locator",
                    "Place in it",
                    "");
            all.text("seen_" + (i + 1), "/evidence/citations/" + i + "/seen", "Seen how", "");
            all.text(
                    "licence_" + (i + 1),
                    "/evidence/citations/" + i + "/licence",
                    "Its licence",
                    "");
        }
        for (int i = 0; i < Draft.LISTED; i++) {
            String suffix = i == 0 ? "" : "_" + (i + 1);
            all.at(4, "How well it does");
            all.text(
                    "metric" + suffix,
                    "/scores/" + i + "/metric",
                    i == 0 ? "Metric" : "Another metric",
                    i == 0 ? "Such as top1_accuracy_percent." : "");
            all.number("score" + suffix, "/scores/" + i + "/value", "Score", "");
        }
        all.at(4, "In words");
        all.add(
                Kind.LONG,
                "notes",
                "/evidence/notes",
                "Notes",
                "What an honest display has to say.",
                "");
        return List.copyOf(all.list);
    }

    private static <T> List<String> labels(T[] values, Function<T, String> label) {
        return Arrays.stream(values).map(label).toList();
    }

    private static List<String> unstatedFirst(List<String> labels) {
        List<String> rest = new ArrayList<>(labels);
        rest.remove("unstated");
        return with("unstated", rest);
    }

    private static List<String> with(String first, List<String> rest) {
        List<String> all = new ArrayList<>();
        all.add(first);
        all.addAll(rest);
        return all;
    }

    /// Fields as they are put together.
    private static final class Fields {

        private final List<Field> list = new ArrayList<>();
        private int step;
        private String group = "";

        void at(int step, String group) {
            this.step = step;
            this.group = group;
        }

        void text(String name, String pointer, String label, String help) {
            add(Kind.TEXT, name, pointer, label, help, "");
        }

        void number(String name, String pointer, String label, String help) {
            add(Kind.NUMBER, name, pointer, label, help, "");
        }

        void add(Kind kind, String name, String pointer, String label, String help, String needs) {
            list.add(new Field(name, pointer, kind, step, group, label, help, List.of(), needs));
        }

        void choice(
                String name,
                String pointer,
                String label,
                String help,
                List<String> choices,
                String needs) {
            list.add(
                    new Field(
                            name, pointer, Kind.CHOICE, step, group, label, help, choices, needs));
        }

        void several(String name, String pointer, String label, List<String> choices) {
            list.add(new Field(name, pointer, Kind.SEVERAL, step, group, label, "", choices, ""));
        }
    }
}
