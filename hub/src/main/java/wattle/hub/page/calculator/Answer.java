package wattle.hub.page.calculator;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Component;
import wattle.footprint.Footprint;
import wattle.footprint.Input;
import wattle.footprint.Sensitivity;
import wattle.report.Equivalent;
import wattle.report.Explanation;
import wattle.report.Figures;
import wattle.report.Masses;
import wattle.report.Phrases;
import wattle.report.Report;
import wattle.report.json.FootprintReader;
import wattle.unit.CarbonMass;

/// What the calculator shows of a footprint: every number in words, with its unit.
public final class Answer {

    private final String json;
    private final Report report;

    private Answer(String json) {
        this.json = json;
        report =
                FootprintReader.read(
                        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    /// @param json of `/v1/estimate`
    static Answer of(String json) {
        return new Answer(json);
    }

    /// As it was answered.
    public String json() {
        return json;
    }

    Report report() {
        return report;
    }

    public Footprint footprint() {
        return report.footprint();
    }

    public String total() {
        return Masses.alone(footprint().total());
    }

    /// "between 4.8 and 41.3 kg CO2eq"; empty where nothing is uncertain.
    public String range() {
        String words = Masses.range(footprint().range());
        return words.isEmpty() ? "" : words.substring(2);
    }

    public String operational() {
        return Masses.alone(footprint().operational().carbon());
    }

    public String embodied() {
        CarbonMass embodied = footprint().embodied();
        return embodied == null ? "not counted" : Masses.alone(embodied);
    }

    public String sci() {
        var sci = footprint().sci();
        return Masses.alone(new CarbonMass(sci.gramsPerUnit())) + " per " + sci.unit().name();
    }

    /// "320 kWh × PUE 1.56 = 499 kWh".
    public String energy() {
        var operational = footprint().operational();
        return Figures.energy(operational.itEnergy().kilowattHours())
                + " × PUE "
                + Figures.exact(operational.pue().ratio())
                + " = "
                + Figures.energy(operational.facilityEnergy().kilowattHours());
    }

    public String intensity() {
        var mean = footprint().operational().energyWeighted();
        return (mean.isPresent() ? Figures.number(mean.getAsDouble()) + " g CO2eq/kWh, " : "")
                + Phrases.intensity(footprint().intensity());
    }

    public String source() {
        var source = footprint().intensity().source();
        return source.name() + (source.licence() == null ? "" : " (" + source.licence() + ")");
    }

    public String duration() {
        return footprint().duration() == null ? "" : Phrases.duration(footprint().duration());
    }

    /// A part of the total.
    ///
    /// @param share of the total, 0 to 1
    /// @param colour of the set of series
    public record Part(String name, String carbon, double share, int colour) {

        /// Of a bar that is 1000 wide.
        public String width() {
            return tenths(1000 * share);
        }

        public String percent() {
            return String.format(Locale.ROOT, "%.0f %%", 100 * share);
        }
    }

    /// What the total is made of: the energy of each component, what the building takes beside it,
    /// and what the making of the hardware emitted.
    public List<Part> parts() {
        double total = footprint().total().grams();
        if (!(total > 0)) {
            return List.of();
        }
        var operational = footprint().operational();
        double it = operational.itEnergy().joules();
        double running = operational.carbon().grams() / operational.pue().ratio();
        List<Part> parts = new ArrayList<>();
        for (Component each : footprint().components()) {
            double grams = it > 0 ? running * each.energy().joules() / it : 0;
            add(parts, each.model(), grams, total);
        }
        add(parts, "building (PUE)", operational.carbon().grams() - running, total);
        CarbonMass embodied = footprint().embodied();
        if (embodied != null) {
            add(parts, "making of the hardware (embodied)", embodied.grams(), total);
        }
        return parts;
    }

    private static void add(List<Part> parts, String name, double grams, double total) {
        if (grams > 0) {
            parts.add(
                    new Part(
                            name,
                            Masses.alone(new CarbonMass(grams)),
                            grams / total,
                            1 + parts.size() % 7));
        }
    }

    /// How far one input moves the total.
    ///
    /// @param from where its bar begins on an axis that is 1000 wide, from the least to the
    ///   greatest of all ends
    /// @param width of its bar
    /// @param total where the total stands on that axis
    public record Mover(
            String input, String low, String high, String from, String width, String total) {}

    public List<Mover> movers() {
        List<Sensitivity> all = footprint().sensitivities();
        double least = footprint().total().grams();
        double greatest = least;
        for (Sensitivity each : all) {
            least = Math.min(least, Math.min(each.low().grams(), each.high().grams()));
            greatest = Math.max(greatest, Math.max(each.low().grams(), each.high().grams()));
        }
        double scale = greatest > least ? 1000 / (greatest - least) : 0;
        List<Mover> movers = new ArrayList<>();
        for (Sensitivity each : all) {
            double from = Math.min(each.low().grams(), each.high().grams());
            movers.add(
                    new Mover(
                            name(each.input()),
                            Masses.alone(each.low()),
                            Masses.alone(each.high()),
                            tenths((from - least) * scale),
                            tenths(each.spread() * scale),
                            tenths((footprint().total().grams() - least) * scale)));
        }
        return movers;
    }

    private static String tenths(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private String name(String symbol) {
        for (Input each : footprint().inputs()) {
            if (each.symbol().equals(symbol)) {
                int bracket = symbol.indexOf('[');
                return each.name()
                        + (bracket < 0
                                ? ""
                                : " (" + symbol.substring(bracket + 1, symbol.length() - 1) + ")");
            }
        }
        return symbol;
    }

    /// "1,944 smartphone charges".
    public List<String> equivalents() {
        return report.equivalents().stream()
                .map((Equivalent each) ->
                        Figures.number(each.value())
                                + " "
                                + each.name()
                                + " ("
                                + each.source()
                                + ", "
                                + each.year()
                                + ")")
                .toList();
    }

    /// Every equation with its numbers, every input with its source.
    public String why() {
        return Explanation.text(report);
    }

    /// What an offset was claimed for; null where none is.
    public @Nullable String offset() {
        var offset = footprint().offset();
        return offset.claimed().grams() > 0
                ? Masses.alone(offset.claimed()) + " claimed as offset; not subtracted"
                : null;
    }

    /// The versions that it was made with.
    public String data() {
        return report.versions().data();
    }
}
