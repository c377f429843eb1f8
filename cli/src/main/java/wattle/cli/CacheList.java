package wattle.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wattle.grid.cache.CacheEntry;
import wattle.report.Escape;
import wattle.report.json.FootprintWriter;
import wattle.unit.Seconds;

/// What the cache of grid data has, as a table, JSON or CSV.
final class CacheList {

    private static final String COLUMNS =
            "zone,signal,factor,model,kind,start,end,values,gaps,oldest_at,newest_at,age_seconds,"
                    + "bytes,file";

    private CacheList() {}

    static void table(List<CacheEntry> entries, Instant now, Console console) {
        var columns = new Columns();
        columns.add(
                "Zone", "Signal", "Factor", "Kind", "From", "To", "Values", "Gaps", "Fetched",
                "Size", "Model");
        long bytes = 0;
        for (CacheEntry each : entries) {
            columns.add(
                    each.key().zone().toString(),
                    each.key().labels().signal().label(),
                    each.key().labels().factor().label(),
                    each.kind(),
                    each.span() == null ? "-" : each.span().start().toString(),
                    each.span() == null ? "-" : each.span().end().toString(),
                    Integer.toString(each.values()),
                    Integer.toString(each.gaps()),
                    ages(each, now),
                    size(each.bytes()),
                    each.key().model().isEmpty() ? "-" : each.key().model());
            bytes += each.bytes();
        }
        columns.print("", console.out());
        console.out()
                .println(
                        entries.size()
                                + (entries.size() == 1 ? " series, " : " series and forecasts, ")
                                + size(bytes));
    }

    /// Of the newest and, where that reads differently, of the oldest part.
    private static String ages(CacheEntry entry, Instant now) {
        if (entry.newest() == null || entry.oldest() == null) {
            return "-";
        }
        String newest = Ages.ago(entry.newest(), now);
        String oldest = Ages.ago(entry.oldest(), now);
        return newest.equals(oldest) ? newest : newest + " to " + oldest;
    }

    private static String size(long bytes) {
        return bytes < 10_000 ? bytes + " B" : bytes / 1000 + " kB";
    }

    /// @param name of the list: what is there, or what was removed
    static void json(List<CacheEntry> entries, String name, Instant now, Console console) {
        try (JsonGenerator out = FootprintWriter.generator(console.out())) {
            out.writeStartObject();
            out.writeStringProperty("schema", "wattle.cache/1");
            out.writeName(name);
            out.writeStartArray();
            for (CacheEntry each : entries) {
                out.writeStartObject();
                out.writeStringProperty("zone", each.key().zone().toString());
                out.writeStringProperty("signal", each.key().labels().signal().label());
                out.writeStringProperty("factor", each.key().labels().factor().label());
                out.writeStringProperty("model", each.key().model());
                out.writeStringProperty("kind", each.kind());
                string(out, "start", each.span() == null ? null : each.span().start());
                string(out, "end", each.span() == null ? null : each.span().end());
                out.writeNumberProperty("values", each.values());
                out.writeNumberProperty("gaps", each.gaps());
                string(out, "oldest_at", each.oldest());
                string(out, "newest_at", each.newest());
                FootprintWriter.number(out, "age_seconds", age(each, now));
                out.writeNumberProperty("bytes", each.bytes());
                out.writeStringProperty("file", each.file().toString());
                out.writeEndObject();
            }
            out.writeEndArray();
            FootprintWriter.versions(Versions.current(), out);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }

    static void csv(List<CacheEntry> entries, Instant now, Console console) {
        console.out().println(COLUMNS);
        for (CacheEntry each : entries) {
            console.out()
                    .println(
                            String.join(
                                    ",",
                                    Escape.csv(each.key().zone().toString()),
                                    each.key().labels().signal().label(),
                                    each.key().labels().factor().label(),
                                    Escape.csv(each.key().model()),
                                    each.kind(),
                                    text(each.span() == null ? null : each.span().start()),
                                    text(each.span() == null ? null : each.span().end()),
                                    Integer.toString(each.values()),
                                    Integer.toString(each.gaps()),
                                    text(each.oldest()),
                                    text(each.newest()),
                                    text(age(each, now)),
                                    Long.toString(each.bytes()),
                                    Escape.csv(each.file().toString())));
        }
    }

    /// Of the oldest part, in seconds.
    private static @Nullable Double age(CacheEntry entry, Instant now) {
        return entry.oldest() == null ? null : Seconds.of(Duration.between(entry.oldest(), now));
    }

    private static void string(JsonGenerator out, String name, @Nullable Instant at) {
        FootprintWriter.string(out, name, at == null ? null : at.toString());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
