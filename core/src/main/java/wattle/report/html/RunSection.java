package wattle.report.html;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Component;
import wattle.footprint.Footprint;
import wattle.footprint.Input;
import wattle.footprint.Metered;
import wattle.footprint.Operational;
import wattle.report.ComponentTable;
import wattle.report.Figures;
import wattle.report.Masses;
import wattle.report.Phrases;
import wattle.report.RecordedRun;
import wattle.unit.CarbonMass;
import wattle.unit.Seconds;

/// One run: what was run, what it cost, which parts took the energy, the charts, and everything
/// that a reader needs to doubt it.
final class RunSection {

    private final RecordedRun run;
    private final Footprint footprint;
    private final Markup out;

    private RunSection(RecordedRun run, Markup out) {
        this.run = run;
        this.footprint = run.footprint();
        this.out = out;
    }

    /// @param id unique in the page
    static void write(RecordedRun run, String id, Markup out) {
        var section = new RunSection(run, out);
        out.begin("section", "id", id).begin("h2").text("Run ").foreign(run.id()).endLine();
        section.whatWasRun();
        section.result();
        section.components();
        Charts.write(run, id, out);
        section.inputs();
        section.sentences("Assumed", section.footprint.assumptions());
        section.sentences("Problems", section.footprint.problems());
        out.endLine();
    }

    private void whatWasRun() {
        out.begin("table").begin("tbody").text("\n");
        if (!run.command().isEmpty()) {
            out.begin("tr").element("th", "Command", "scope", "row").begin("td").begin("code");
            out.foreign(String.join(" ", run.command())).end().end().endLine();
        }
        if (!run.labels().isEmpty()) {
            List<String> labels = new ArrayList<>();
            run.labels().forEach((key, value) -> labels.add(key + "=" + value));
            out.row("Labels", String.join(", ", labels));
        }
        out.row(
                "State",
                run.state().label()
                        + (run.exitCode() == null ? "" : ", exit code " + run.exitCode()));
        out.row("Machine", machine());
        out.row("Charged", run.scope());
        if (footprint.span() != null) {
            out.row("Time (UTC)", footprint.span().start() + " to " + footprint.span().end());
        }
        if (footprint.duration() != null) {
            out.row("Duration", Phrases.duration(footprint.duration()));
        }
        if (run.samples() != RecordedRun.UNKNOWN) {
            out.row("Samples", run.samples() + ", " + run.missed() + " missed");
        }
        if (run.own() != null) {
            out.row(
                    "Measuring took",
                    Figures.number(Seconds.of(run.own().cpuTime()))
                            + " s of CPU time and "
                            + Figures.number(run.own().residentBytes() / 1e6)
                            + " MB");
        }
        out.end().endLine();
    }

    private String machine() {
        RecordedRun.Machine machine = run.machine();
        List<String> said = new ArrayList<>();
        said.add(machine.host());
        said.add(machine.os());
        said.add(machine.cpuModel());
        if (machine.cpuThreads() > 0) {
            said.add(machine.cpuThreads() + " threads");
        }
        if (machine.memoryBytes() > 0) {
            said.add(Figures.number(machine.memoryBytes() / 0x1p30) + " GiB");
        }
        said.removeIf(String::isEmpty);
        return said.isEmpty() ? "not known" : String.join(", ", said);
    }

    private void result() {
        Operational operational = footprint.operational();
        CarbonMass embodied = footprint.embodied();
        out.begin("table").begin("tbody").text("\n");
        out.row("Operational", Masses.alone(operational.carbon()));
        out.row("Embodied", embodied == null ? "not known" : Masses.alone(embodied));
        out.row("Total", Masses.alone(footprint.total()) + Masses.range(footprint.range()));
        out.row(
                "SCI",
                Masses.alone(new CarbonMass(footprint.sci().gramsPerUnit()))
                        + " per "
                        + footprint.sci().unit().name());
        out.row(
                "Energy",
                Figures.energy(operational.itEnergy().kilowattHours())
                        + " × PUE "
                        + Figures.exact(operational.pue().ratio())
                        + " = "
                        + Figures.energy(operational.facilityEnergy().kilowattHours()));
        out.row(
                "Intensity",
                (operational.energyWeighted().isPresent()
                                ? Figures.number(operational.energyWeighted().getAsDouble())
                                        + " g/kWh, "
                                : "")
                        + Phrases.intensity(footprint.intensity()));
        out.row(
                "Source",
                footprint.intensity().source().name()
                        + (footprint.intensity().source().licence() == null
                                ? ""
                                : " [" + footprint.intensity().source().licence() + "]"));
        out.row("Coverage", Figures.exact(operational.coverage().percent()) + " % of the energy");
        out.row("Boundary", String.join(", ", footprint.boundary()));
        out.row("Origin", footprint.origin().label());
        out.end().endLine();
    }

    private void components() {
        double all = footprint.operational().itEnergy().joules();
        out.element("h3", "Components").text("\n");
        out.begin("div", "class", "wide").begin("table", "class", "components");
        header(
                new String[] {"Component", "Kind", "Device"},
                new String[] {"IT energy (kWh)", "Share", "Mean power (W)"},
                new String[] {"Origin", "By"});
        out.begin("tbody").text("\n");
        for (Component each : footprint.components()) {
            out.begin("tr").begin("th", "scope", "row").foreign(each.name()).end();
            out.begin("td").foreign(each.kind()).end();
            out.begin("td").foreign(each.model()).end();
            energy(each.energy().kilowattHours());
            number(all == 0 ? "–" : ComponentTable.percent(each.energy().joules() / all));
            Double watts = watts(each.name());
            number(watts == null ? "–" : Figures.number(watts));
            out.element("td", each.origin().label());
            out.begin("td").foreign(each.source()).end().endLine();
        }
        out.end().begin("tfoot").begin("tr").element("th", "All", "scope", "row", "colspan", "3");
        energy(footprint.operational().itEnergy().kilowattHours());
        number(all == 0 ? "–" : ComponentTable.percent(1));
        out.element("td", "", "colspan", "3");
        out.end().end().end().endLine();
    }

    /// The number as it is known beside the one for the eye.
    private void energy(double kilowattHours) {
        out.begin("td", "class", "number")
                .element(
                        "data",
                        Figures.number(kilowattHours),
                        "value",
                        Double.toString(kilowattHours))
                .end();
    }

    private @Nullable Double watts(String component) {
        for (Metered each : run.metered()) {
            if (each.name().equals(component)) {
                return each.energy().total().joules()
                        / Seconds.of(each.energy().timeline().covered());
            }
        }
        return null;
    }

    private void inputs() {
        out.begin("details").element("summary", "Inputs and their sources");
        out.begin("div", "class", "wide").begin("table");
        header(
                new String[] {"Symbol", "Input"},
                new String[] {"Low", "Used", "High"},
                new String[] {"Unit", "Origin", "Source"});
        out.begin("tbody").text("\n");
        for (Input each : footprint.inputs()) {
            out.begin("tr").begin("th", "scope", "row").foreign(each.symbol()).end();
            out.begin("td").foreign(each.name()).end();
            number(Figures.exact(each.low()));
            number(Figures.exact(each.value()));
            number(Figures.exact(each.high()));
            out.begin("td").foreign(each.unit()).end();
            out.element("td", each.origin().label());
            out.begin("td")
                    .foreign(
                            each.source().name()
                                    + (each.year() == null ? "" : ", " + each.year())
                                    + (each.source().licence() == null
                                            ? ""
                                            : " [" + each.source().licence() + "]")
                                    + (each.basis().isEmpty() ? "" : "; " + each.basis()))
                    .end()
                    .endLine();
        }
        out.end().end().end().endLine();
    }

    private void sentences(String heading, List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        out.element("h3", heading).begin("ul").text("\n");
        sentences.forEach(each -> out.begin("li").foreign(each).endLine());
        out.endLine();
    }

    private void header(String[] texts, String[] numbers, String[] more) {
        out.begin("thead").begin("tr");
        for (String each : texts) {
            out.element("th", each, "scope", "col");
        }
        for (String each : numbers) {
            out.element("th", each, "scope", "col", "class", "number");
        }
        for (String each : more) {
            out.element("th", each, "scope", "col");
        }
        out.end().endLine();
    }

    private void number(String text) {
        out.element("td", text, "class", "number");
    }
}
