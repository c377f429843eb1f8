package wattle.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.core.JsonGenerator;
import wattle.footprint.Footprint;
import wattle.footprint.Operational;
import wattle.report.Comparison;
import wattle.report.Figures;
import wattle.report.Masses;
import wattle.report.json.FootprintWriter;
import wattle.unit.CarbonMass;

/// `wattle compare`: results and recorded runs side by side, and by what each differs from the
/// first.
final class CompareCommand implements Callable<Integer> {

    private static final byte[] RECORD = "{\"crc\":".getBytes(StandardCharsets.US_ASCII);

    private final Console console;
    private final Home home;

    private final PositionalParamSpec files =
            Opt.words(
                    "FILE",
                    "2..*",
                    "A wattle.footprint/1, the record of a run or its id; the first is what all are"
                            + " compared with.");

    private final Opt<Boolean> json = Opt.flag("--json", "Print wattle.comparison/1.");

    CompareCommand(Console console, Home home) {
        this.console = console;
        this.home = home;
    }

    CommandSpec spec() {
        return Opt.add(
                Opt.command(
                                this,
                                "compare",
                                "Show results and recorded runs side by side, and by what each"
                                        + " differs from the first.",
                                "wattle compare <(wattle estimate --accelerator A100:8 --hours 9"
                                        + " --zone DE --json) <(wattle estimate --accelerator H100:4"
                                        + " --hours 9 --zone FR --json)")
                        .addPositional(files),
                json);
    }

    /// @param name as it was given
    /// @param difference from the first; of the first, none
    private record Compared(String name, Footprint footprint, Comparison difference) {}

    @Override
    public Integer call() throws InterruptedException {
        List<Compared> all = new ArrayList<>();
        for (String name : Opt.all(files)) {
            Footprint each = footprint(name);
            Footprint first = all.isEmpty() ? each : all.getFirst().footprint();
            all.add(new Compared(name, each, Comparison.of(first, each)));
        }
        if (json.given()) {
            json(all, console.out());
        } else {
            text(all, console.out());
        }
        return Exit.DONE.code();
    }

    private Footprint footprint(String name) throws InterruptedException {
        Path file = RecordedRuns.named(home, name);
        return isRecord(file)
                ? RecordedRuns.read(file, RecordedRuns.Otherwise.NOT).footprint()
                : FootprintFile.read(name).footprint();
    }

    /// By how every line of a record begins. What cannot be read is refused by who reads it.
    private static boolean isRecord(Path file) {
        if (!Files.isRegularFile(file)) {
            return false; // Such as a pipe, which can be read once.
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(RECORD.length), RECORD);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static void text(List<Compared> all, PrintWriter out) {
        var columns = new Columns();
        columns.add("", "IT energy", "PUE", "g/kWh", "operational", "embodied", "total");
        for (Compared each : all) {
            Operational operational = each.footprint().operational();
            CarbonMass embodied = each.footprint().embodied();
            columns.add(
                    each.name(),
                    Figures.energy(operational.itEnergy().kilowattHours()),
                    Figures.exact(operational.pue().ratio()),
                    number(Comparison.gramsPerKilowattHour(each.footprint())),
                    Masses.alone(operational.carbon()),
                    embodied == null ? "-" : Masses.alone(embodied),
                    Masses.alone(each.footprint().total()));
        }
        columns.print("", out);
        for (Compared each : all.subList(1, all.size())) {
            Comparison by = each.difference();
            out.println();
            out.printf(
                    "%s: %s times the total of %s; operational %s = energy %s × PUE %s × intensity"
                            + " %s%n",
                    Columns.printable(each.name()),
                    number(by.total()),
                    Columns.printable(all.getFirst().name()),
                    number(by.operational()),
                    number(by.energy()),
                    number(by.pue()),
                    number(by.intensity()));
            by.doubts().forEach(doubt -> out.println("  compares badly: " + doubt));
        }
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Figures.number(value) : "-";
    }

    private static void json(List<Compared> all, PrintWriter to) {
        JsonGenerator out = FootprintWriter.generator(to);
        out.writeStartObject();
        out.writeStringProperty("schema", "wattle.comparison/1");
        out.writeArrayPropertyStart("footprints");
        for (Compared each : all) {
            Operational operational = each.footprint().operational();
            CarbonMass embodied = each.footprint().embodied();
            out.writeStartObject();
            out.writeStringProperty("name", each.name());
            out.writeNumberProperty("it_energy_kwh", operational.itEnergy().kilowattHours());
            out.writeNumberProperty("pue", operational.pue().ratio());
            FootprintWriter.number(
                    out, "g_per_kwh", known(Comparison.gramsPerKilowattHour(each.footprint())));
            out.writeNumberProperty("operational_g", operational.carbon().grams());
            FootprintWriter.number(out, "embodied_g", embodied == null ? null : embodied.grams());
            out.writeNumberProperty("total_g", each.footprint().total().grams());
            out.writeObjectPropertyStart("ratios");
            FootprintWriter.number(out, "total", known(each.difference().total()));
            FootprintWriter.number(out, "operational", known(each.difference().operational()));
            FootprintWriter.number(out, "it_energy", known(each.difference().energy()));
            FootprintWriter.number(out, "pue", known(each.difference().pue()));
            FootprintWriter.number(out, "intensity", known(each.difference().intensity()));
            out.writeEndObject();
            out.writeArrayPropertyStart("doubts");
            each.difference().doubts().forEach(out::writeString);
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        FootprintWriter.versions(Versions.current(), out);
        out.writeEndObject();
        out.writeRaw('\n');
        out.flush();
    }

    /// Null for a ratio that there is none of.
    private static @Nullable Double known(double value) {
        return Double.isFinite(value) ? Double.valueOf(value) : null;
    }
}
