package wattle.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.core.JsonGenerator;
import wattle.grid.catalog.Places;
import wattle.report.json.FootprintWriter;

/// `wattle grid zones`: the places whose carbon intensity is known offline.
final class GridZonesCommand implements Callable<Integer> {

    private final Console console;

    private final Opt<Boolean> json = Opt.flag("--json", "Print wattle.zones/1.");

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
                        json)
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
        } else {
            for (Places.Place each : places) {
                console.out().printf("%-28s %s%n", each.zone(), each.name());
            }
        }
        return Exit.DONE.code();
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
                out.writeEndObject();
            }
            out.writeEndArray();
            FootprintWriter.versions(Versions.current(), out);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }
}
