package wattle.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.core.JsonGenerator;
import wattle.grid.Quality;
import wattle.grid.catalog.Places;
import wattle.grid.catalog.ZoneData;
import wattle.report.Escape;
import wattle.report.json.FootprintWriter;

/// `wattle grid zones`: the places whose carbon intensity is known offline, and what is known.
final class GridZonesCommand implements Callable<Integer> {

    private final Console console;

    private final Opt<Boolean> json = Opt.flag("--json", "Print wattle.zones/1.");

    private final Opt<Boolean> csv = Opt.flag("--csv", "Print a row for each place and figure.");

    private final PositionalParamSpec text =
            Opt.words("TEXT", "0..1", "Only those with this text in key or name.");

    GridZonesCommand(Console console) {
        this.console = console;
    }

    CommandSpec spec() {
        return Opt.add(
                        Opt.command(
                                this,
                                "zones",
                                "List the places whose carbon intensity Wattle carries.",
                                "wattle grid zones france"),
                        json,
                        csv)
                .addPositional(text);
    }

    @Override
    public Integer call() {
        String wanted = String.join(" ", Opt.all(text));
        String sought = wanted.toLowerCase(Locale.ROOT);
        List<Places.Place> places =
                Places.all().stream()
                        .filter(each ->
                                (each.zone() + " " + each.name())
                                        .toLowerCase(Locale.ROOT)
                                        .contains(sought))
                        .toList();
        if (places.isEmpty()) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    17,
                    "no place has \"" + wanted + "\" in its key or name",
                    "See all: wattle grid zones");
        }
        if (json.given()) {
            printJson(places);
        } else if (csv.given()) {
            printCsv(places);
        } else {
            print(places);
        }
        return Exit.DONE.code();
    }

    private void print(List<Places.Place> places) {
        var table = new Columns();
        for (Places.Place each : places) {
            table.add(each.zone(), each.name(), said(each.data()));
        }
        table.print("", console.out());
    }

    /// "yearly 2021 to 2025, average lifecycle-co2e; typical day 2021 to 2024, …".
    private static String said(List<ZoneData> data) {
        var said = new StringBuilder();
        for (ZoneData each : data) {
            said.append(said.isEmpty() ? "" : "; ")
                    .append(each.quality() == Quality.TYPICAL_DAY ? "typical day " : "yearly ")
                    .append(each.years())
                    .append(", ")
                    .append(each.labels().signal().label())
                    .append(' ')
                    .append(each.labels().factor().label());
        }
        return said.toString();
    }

    private void printCsv(List<Places.Place> places) {
        console.out()
                .println(
                        "zone,name,drawn_by,quality,signal,factor,years,year,g_per_kwh,source,licence");
        for (Places.Place each : places) {
            for (ZoneData data : each.data()) {
                console.out()
                        .println(
                                each.zone()
                                        + ","
                                        + Escape.csv(each.name())
                                        + ","
                                        + each.source()
                                        + ","
                                        + ZoneDataText.csv(data));
            }
        }
    }

    private void printJson(List<Places.Place> places) {
        try (JsonGenerator out = FootprintWriter.generator(console.out())) {
            out.writeStartObject();
            out.writeStringProperty("schema", "wattle.zones/1");
            out.writeName("zones");
            out.writeStartArray();
            for (Places.Place each : places) {
                out.writeStartObject();
                out.writeStringProperty("zone", each.zone());
                out.writeStringProperty("name", each.name());
                out.writeStringProperty("source", each.source());
                ZoneDataText.write(each.data(), out);
                out.writeEndObject();
            }
            out.writeEndArray();
            FootprintWriter.versions(Versions.current(), out);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }
}
