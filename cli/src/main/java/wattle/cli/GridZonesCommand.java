package wattle.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;
import wattle.grid.catalog.Places;
import wattle.ledger.json.FootprintWriter;

/// `wattle grid zones`: the places whose carbon intensity is known offline.
@Command(
        name = "zones",
        description = "List the places whose carbon intensity Wattle carries.",
        footer = {"", "Example:", "  wattle grid zones france"})
final class GridZonesCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--json", description = "Print wattle.zones/1.")
    private boolean json;

    @Parameters(
            arity = "0..1",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Only those with this text in key or name.")
    private String text = "";

    GridZonesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String sought = text.toLowerCase(Locale.ROOT);
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
                    "no place has \"" + text + "\" in its key or name",
                    "See all: wattle grid zones");
        }
        if (json) {
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
