package wattle.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.core.JsonGenerator;
import wattle.grid.Coordinates;
import wattle.grid.catalog.Located;
import wattle.grid.catalog.Reading;
import wattle.grid.catalog.ZoneData;
import wattle.report.Escape;
import wattle.report.Figures;
import wattle.report.json.FootprintWriter;

/// `wattle grid find`: the grid zone of a cloud region, a point or a name.
final class GridFindCommand implements Callable<Integer> {

    /// As many readings as a screen has room for; `--json` has all.
    private static final int SHOWN = 30;

    private final Console console;

    private final Opt<String> near =
            Opt.text(
                    "--near",
                    "LAT,LON",
                    "A point in degrees, north and east positive: --near=-33.9,18.4");

    private final Opt<Boolean> json = Opt.flag("--json", "Print wattle.place/1.");

    private final Opt<Boolean> csv = Opt.flag("--csv", "Print a row for each reading and figure.");

    private final PositionalParamSpec place =
            Opt.words(
                    "PLACE",
                    "0..*",
                    "PROVIDER REGION, LAT,LON, or the key or name of a country, state, province,"
                            + " grid zone or city.");

    GridFindCommand(Console console) {
        this.console = console;
    }

    CommandSpec spec() {
        CommandSpec spec =
                Opt.add(
                                Opt.command(
                                        this,
                                        "find",
                                        "Find the grid zone of a place, and every other way to read"
                                                + " it.",
                                        "wattle grid find aws us-east-1"),
                                near,
                                json,
                                csv)
                        .addPositional(place);
        // Or -33.9,18.4 would be an option; what looks like one is refused below.
        spec.parser().unmatchedOptionsArePositionalParams(true);
        return spec;
    }

    @Override
    public Integer call() {
        Located found = located(Opt.all(place));
        if (json.given()) {
            printJson(found);
        } else if (csv.given()) {
            printCsv(found);
        } else {
            print(found);
        }
        return Exit.DONE.code();
    }

    private Located located(List<String> words) {
        for (String each : words) {
            if (each.length() > 1 && each.charAt(0) == '-' && !isNumber(each.charAt(1))) {
                throw new Failure(
                        Exit.USAGE,
                        242,
                        "unknown option: '" + each + "'",
                        "See: wattle grid find --help");
            }
        }
        if (near.given() == !words.isEmpty()) {
            throw new Failure(
                    Exit.USAGE,
                    243,
                    near.given() ? "--near stands instead of a place" : "no place was named",
                    "For example: wattle grid find aws us-east-1");
        }
        if (near.given()) {
            return LocatedPlace.near(LocatedPlace.point("--near", near.get()));
        }
        return LocatedPlace.of(words);
    }

    private static boolean isNumber(char c) {
        return (c >= '0' && c <= '9') || c == '.';
    }

    private void print(Located found) {
        var out = console.out();
        out.println(Escape.terminal(found.place()));
        var head = new Columns();
        head.add("zone", found.zone() == null ? "several, see below" : found.zone().toString());
        head.add("basis", found.basis());
        Coordinates point = found.point();
        if (found.kilometres() != null && point != null) {
            head.add("distance", kilometres(found.kilometres()) + " km to " + point);
        } else if (point != null) {
            head.add("point", point.toString());
        }
        for (String each : found.notes()) {
            head.add("note", each);
        }
        head.print("", out);
        out.println();
        var table = new Columns();
        table.add("zone", "signal", "factor", "quality", "years", "g/kWh", "which is");
        int rows = 0;
        for (Reading each : found.readings()) {
            if (rows < SHOWN) {
                rows += add(each, table);
            }
        }
        table.print("", out);
        int more = found.readings().size() - shown(found);
        if (more > 0) {
            out.println("and " + more + " more zones: --json");
        }
    }

    private static int shown(Located found) {
        int rows = 0;
        int shown = 0;
        for (Reading each : found.readings()) {
            if (rows < SHOWN) {
                rows += Math.max(1, each.data().size());
                shown++;
            }
        }
        return shown;
    }

    private static int add(Reading reading, Columns table) {
        String which =
                reading.name()
                        + "; "
                        + reading.basis()
                        + (reading.kilometres() == null
                                ? ""
                                : ", " + kilometres(reading.kilometres()) + " km");
        if (reading.data().isEmpty()) {
            table.add(reading.zone().toString(), "", "", "no figure", "", "", which);
            return 1;
        }
        for (ZoneData each : reading.data()) {
            table.add(
                    reading.zone().toString(),
                    each.labels().signal().label(),
                    each.labels().factor().label(),
                    each.quality().label(),
                    each.years(),
                    Figures.number(each.gramsPerKilowattHour())
                            + (each.year() == null ? "" : " (" + each.year() + ")"),
                    which);
        }
        return reading.data().size();
    }

    private static String kilometres(double distance) {
        return distance < 10 ? Figures.number(distance) : Long.toString(Math.round(distance));
    }

    private void printCsv(Located found) {
        console.out()
                .println(
                        "zone,name,basis,distance_km,quality,signal,factor,years,year,g_per_kwh,"
                                + "source,licence");
        for (Reading each : found.readings()) {
            String start =
                    each.zone()
                            + ","
                            + Escape.csv(each.name())
                            + ","
                            + Escape.csv(each.basis())
                            + ","
                            + (each.kilometres() == null ? "" : each.kilometres());
            if (each.data().isEmpty()) {
                console.out().println(start + ",,,,,,,,");
            }
            for (ZoneData data : each.data()) {
                console.out().println(start + "," + ZoneDataText.csv(data));
            }
        }
    }

    private void printJson(Located found) {
        try (JsonGenerator out = FootprintWriter.generator(console.out())) {
            out.writeStartObject();
            out.writeStringProperty("schema", "wattle.place/1");
            out.writeStringProperty("place", found.place());
            FootprintWriter.string(
                    out, "zone", found.zone() == null ? null : found.zone().toString());
            out.writeBooleanProperty("ambiguous", found.zone() == null);
            out.writeStringProperty("basis", found.basis());
            Coordinates point = found.point();
            FootprintWriter.number(
                    out, "latitude", point == null ? null : (Double) point.latitude());
            FootprintWriter.number(
                    out, "longitude", point == null ? null : (Double) point.longitude());
            FootprintWriter.number(out, "distance_km", found.kilometres());
            out.writeName("readings");
            out.writeStartArray();
            for (Reading each : found.readings()) {
                out.writeStartObject();
                out.writeStringProperty("zone", each.zone().toString());
                out.writeStringProperty("source", each.zone().source());
                out.writeStringProperty("name", each.name());
                out.writeStringProperty("basis", each.basis());
                FootprintWriter.number(out, "distance_km", each.kilometres());
                ZoneDataText.write(each.data(), out);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeName("notes");
            out.writeStartArray();
            found.notes().forEach(out::writeString);
            out.writeEndArray();
            FootprintWriter.versions(Versions.current(), out);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }
}
