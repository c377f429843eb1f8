package wattle.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.core.JsonGenerator;
import wattle.grid.Coordinates;
import wattle.grid.GridException;
import wattle.grid.GridZone;
import wattle.grid.catalog.Located;
import wattle.grid.catalog.Reading;
import wattle.grid.catalog.ZoneData;
import wattle.grid.watttime.WattTime;
import wattle.grid.watttime.WattTimeSignal;
import wattle.report.Escape;
import wattle.report.Figures;
import wattle.report.json.FootprintWriter;

/// `wattle grid find`: the grid zone of a cloud region, a point or a name.
final class GridFindCommand implements Callable<Integer> {

    /// As many readings as a screen has room for; `--json` has all.
    private static final int SHOWN = 30;

    private final Console console;
    private final GridServices services;

    private final Opt<String> near =
            Opt.text(
                    "--near",
                    "LAT,LON",
                    "A point in degrees, north and east positive: --near=-33.9,18.4");

    private final Opt<Boolean> online =
            Opt.flag(
                    "--online",
                    "Also ask WattTime over the network which of its regions the point lies in;"
                            + " needs an account.");

    private final Opt<Boolean> json = Opt.flag("--json", "Print wattle.place/1.");

    private final Opt<Boolean> csv = Opt.flag("--csv", "Print a row for each reading and figure.");

    private final PositionalParamSpec place =
            Opt.words(
                    "PLACE",
                    "0..*",
                    "PROVIDER REGION, LAT,LON, or the key or name of a country, state, province,"
                            + " grid zone or city.");

    GridFindCommand(Console console, GridServices services) {
        this.console = console;
        this.services = services;
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
                                online,
                                json,
                                csv)
                        .addPositional(place);
        // Or -33.9,18.4 would be an option; what looks like one is refused below.
        spec.parser().unmatchedOptionsArePositionalParams(true);
        return spec;
    }

    @Override
    public Integer call() throws InterruptedException {
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

    private Located located(List<String> words) throws InterruptedException {
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
        String point = near.given() ? near.get() : String.join(" ", words);
        Coordinates asked =
                near.given() ? LocatedPlace.point("--near", point) : LocatedPlace.point(point);
        if (!online.given()) {
            return asked == null ? LocatedPlace.of(words) : LocatedPlace.near(asked);
        }
        boolean offline = asked == null || LocatedPlace.isNear(asked);
        Located found =
                !offline ? null : asked == null ? LocatedPlace.of(words) : LocatedPlace.near(asked);
        Coordinates at = asked == null && found != null ? found.point() : asked;
        if (at == null) {
            throw new Failure(
                    Exit.USAGE,
                    248,
                    "no point of " + point + " is known that WattTime could be asked about",
                    "Give its latitude and longitude, or leave --online out.");
        }
        return withRegion(at, found);
    }

    /// With what WattTime says of the point; without, and a word about it, where there is no
    /// account or the point lies in no region of theirs.
    ///
    /// @param offline null where no table knows anything near
    private Located withRegion(Coordinates at, @Nullable Located offline)
            throws InterruptedException {
        WattTimeSignal signal = WattTimeSignal.CO2_MOER;
        try (services) {
            WattTime wattTime = services.wattTime();
            console.err()
                    .println("wattle: asking watttime over the network for the region at " + at);
            console.err().flush();
            GridZone zone = wattTime.regionAt(at.latitude(), at.longitude(), signal);
            return with(zone, at, signal, offline);
        } catch (GridException refusal) {
            boolean nothingThere = refusal.reason() == GridException.Reason.UNKNOWN_ZONE;
            boolean noAccount = refusal.reason() == GridException.Reason.NOT_AUTHORISED;
            if (offline == null || !(nothingThere || noAccount)) {
                throw GridFailures.of(refusal, "");
            }
            console.err().println("wattle: without WattTime's region: " + refusal.getMessage());
            return offline;
        }
    }

    private static Located with(
            GridZone zone, Coordinates at, WattTimeSignal signal, @Nullable Located offline) {
        var reading =
                new Reading(
                        zone,
                        zone.key(),
                        "WattTime's region at " + at + " for " + signal.key(),
                        null,
                        ZoneData.of(zone));
        if (offline == null) {
            return new Located(
                    at.toString(), zone, reading.basis(), at, null, List.of(reading), List.of());
        }
        List<Reading> readings = new ArrayList<>(offline.readings());
        readings.removeIf(each -> each.zone().equals(zone));
        boolean sure = offline.zone() != null && !readings.isEmpty();
        readings.add(sure ? 1 : 0, reading);
        return new Located(
                offline.place(),
                offline.zone(),
                offline.basis(),
                offline.point(),
                offline.kilometres(),
                readings,
                offline.notes());
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
