package wattle.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wattle.grid.Decision;
import wattle.grid.Forecast;
import wattle.grid.GridException;
import wattle.grid.GridZone;
import wattle.grid.IntensityForecast;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.cache.CachedForecast;
import wattle.report.Escape;
import wattle.report.Figures;
import wattle.series.HeldSeries;

/// `wattle grid fetch --forecast`: the forecast that holds now, or those that held at times in the
/// past, from a source into the cache.
final class ForecastFetch {

    private final Console console;
    private final Home home;
    private final Clock clock;
    private final IntensityForecast source;
    private final GridZone zone;
    private final Labels labels;
    private final Duration horizon;
    private final List<Instant> moments;

    /// @param horizon how far ahead of each moment
    /// @param moments at which the forecasts held, in order; each is asked for once
    ForecastFetch(
            Console console,
            Home home,
            Clock clock,
            IntensityForecast source,
            GridZone zone,
            Labels labels,
            Duration horizon,
            List<Instant> moments) {
        this.console = console;
        this.home = home;
        this.clock = clock;
        this.source = source;
        this.zone = zone;
        this.labels = labels;
        this.horizon = horizon;
        this.moments = List.copyOf(moments);
    }

    /// A forecast, and the moment at which it held.
    private record Held(Instant at, Forecast forecast) {

        IntensitySeries series() {
            return forecast.usableFor(new Decision(at));
        }

        HeldSeries values() {
            return series().gramsPerKilowattHour();
        }
    }

    /// How it is printed.
    enum Form {
        TEXT,
        JSON,
        CSV
    }

    void run(Form form, boolean dryRun) throws InterruptedException {
        var cached = new CachedForecast(GridCacheCommand.open(home, console), source, clock);
        List<Instant> missing = new ArrayList<>();
        for (Instant each : moments) {
            if (!cached.knows(zone, labels, new Decision(each), horizon)) {
                missing.add(each);
            }
        }
        announce(missing, dryRun);
        if (dryRun) {
            planned(form, missing);
            return;
        }
        List<Held> held = fetch(cached);
        switch (form) {
            case TEXT -> text(held);
            case JSON -> json(held);
            case CSV -> csv(held);
        }
    }

    private void announce(List<Instant> missing, boolean dryRun) {
        console.err()
                .println(
                        missing.isEmpty()
                                ? "wattle: all of it was fetched before; nobody is asked"
                                : "wattle: "
                                        + (dryRun ? "would ask " : "asking ")
                                        + zone.source()
                                        + " over the network for the forecast of "
                                        + zone
                                        + ", "
                                        + kind()
                                        + ", "
                                        + words(missing));
        console.err().flush();
    }

    private static String words(List<Instant> missing) {
        return missing.size() == 1
                ? "that holds at " + missing.getFirst()
                : "that held at each of "
                        + missing.size()
                        + " times from "
                        + missing.getFirst()
                        + " to "
                        + missing.getLast();
    }

    private String kind() {
        return labels.signal().label() + ", " + labels.factor().label();
    }

    /// Where a source has none for one of several moments, the others count, and it is said.
    private List<Held> fetch(CachedForecast cached) throws InterruptedException {
        var progress = new FetchProgress(console.err(), Style.onTerminal());
        List<Held> held = new ArrayList<>();
        GridException none = null;
        int without = 0;
        try {
            for (int i = 0; i < moments.size(); i++) {
                try {
                    var decision = new Decision(moments.get(i));
                    held.add(
                            new Held(
                                    moments.get(i),
                                    cached.latest(zone, labels, decision, horizon)));
                } catch (GridException refusal) {
                    if (refusal.reason() != GridException.Reason.NOT_COVERED) {
                        throw refusal;
                    }
                    none = refusal;
                    without++;
                }
                progress.accept((i + 1.0) / moments.size());
            }
        } catch (GridException refusal) {
            throw GridFailures.of(
                    refusal,
                    held.isEmpty()
                            ? ""
                            : "What came before that is kept; the same command goes on from there.");
        } finally {
            progress.end();
        }
        if (none != null && held.isEmpty()) {
            throw GridFailures.of(none, "");
        }
        if (none != null) {
            console.err()
                    .println(
                            "wattle: for "
                                    + without
                                    + " of the times the source has no forecast, the last: "
                                    + none.getMessage());
        }
        return held;
    }

    private void planned(Form form, List<Instant> missing) {
        if (form != Form.JSON) {
            console.out()
                    .println(
                            zone
                                    + ", "
                                    + kind()
                                    + ": "
                                    + missing.size()
                                    + (missing.size() == 1 ? " forecast is" : " forecasts are")
                                    + " missing");
            return;
        }
        try (JsonGenerator out = FetchJson.begin(console, "forecast", zone, labels)) {
            out.writeName("missing");
            out.writeStartArray();
            for (Instant each : missing) {
                out.writeString(each.toString());
            }
            out.writeEndArray();
            FetchJson.end(out);
        }
    }

    private void text(List<Held> held) {
        Held last = held.getLast();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Held each : held) {
            low = Math.min(low, each.values().min());
            high = Math.max(high, each.values().max());
        }
        var out = console.out();
        String model = last.forecast().model();
        out.println(
                zone
                        + ", "
                        + kind()
                        + (model.isEmpty() ? "" : ", model " + Escape.terminal(model)));
        if (held.size() > 1) {
            out.println(
                    held.size()
                            + " forecasts, issued from "
                            + held.getFirst().forecast().issuedAt()
                            + " to "
                            + last.forecast().issuedAt()
                            + "; the last:");
        }
        out.println(
                "issued at "
                        + last.forecast().issuedAt()
                        + ", "
                        + Ages.ago(last.forecast().issuedAt(), clock.instant())
                        + ", "
                        + last.values().size()
                        + " values from "
                        + last.values().timeline().span().start()
                        + " to "
                        + last.values().timeline().span().end());
        out.println(Figures.number(low) + " to " + Figures.number(high) + " g/kWh");
        String licence = last.series().source().licence();
        out.println(
                "Source: "
                        + Escape.terminal(last.series().source().name())
                        + (licence == null ? "" : " [" + Escape.terminal(licence) + "]"));
        out.println("Kept in " + home.gridCache() + ", where wattle plan finds it: --zone " + zone);
    }

    /// Of one forecast the form that series files have; of several with the time of issue.
    private void csv(List<Held> held) {
        boolean one = moments.size() == 1;
        console.out().println((one ? "" : "issued_utc,") + "timestamp_utc,g_per_kwh");
        for (Held each : held) {
            HeldSeries values = each.values();
            String issued = one ? "" : each.forecast().issuedAt() + ",";
            for (int i = 0; i < values.size(); i++) {
                console.out()
                        .println(
                                issued
                                        + values.timeline().interval(i).start()
                                        + ","
                                        + values.value(i));
            }
        }
    }

    private void json(List<Held> held) {
        try (JsonGenerator out = FetchJson.begin(console, "forecast", zone, labels)) {
            string(out, "source", held.getLast().series().source().name());
            string(out, "licence", held.getLast().series().source().licence());
            out.writeName("forecasts");
            out.writeStartArray();
            for (Held each : held) {
                HeldSeries values = each.values();
                out.writeStartObject();
                out.writeStringProperty("held_at", each.at().toString());
                out.writeStringProperty("issued_at", each.forecast().issuedAt().toString());
                out.writeStringProperty("model", each.forecast().model());
                out.writeStringProperty("start", values.timeline().span().start().toString());
                out.writeStringProperty("end", values.timeline().span().end().toString());
                out.writeNumberProperty("values", values.size());
                out.writeNumberProperty("gaps", values.timeline().gaps());
                out.writeNumberProperty("min_g_per_kwh", values.min());
                out.writeNumberProperty("max_g_per_kwh", values.max());
                out.writeEndObject();
            }
            out.writeEndArray();
            FetchJson.end(out);
        }
    }

    private static void string(JsonGenerator out, String name, @Nullable String text) {
        out.writeName(name);
        if (text == null) {
            out.writeNull();
        } else {
            out.writeString(text);
        }
    }
}
