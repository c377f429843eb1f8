package wattle.hub.page.live;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.LayeredIntensity;
import wattle.hub.web.runs.Outer;
import wattle.hub.web.runs.RunCarbon;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.EnergySamples;
import wattle.ledger.sql.LivePart;
import wattle.ledger.sql.LiveRun;
import wattle.ledger.sql.LiveRuns;

/// A run's samples as a table by RFC 4180: energy of each part since the sample before, in joules,
/// the mean intensity of the hour, and the operational carbon up to there. Hours whose samples are
/// no longer kept are a row each. Numbers are unrounded; what is not known is an empty cell.
final class SampleCsv {

    private static final int PAGE = 10_000;
    private static final long HOUR = EnergySamples.MICROS_PER_HOUR;

    private final LiveRuns.Status status;
    private final Outer outer;
    private final EnergySamples samples;
    private final RunCarbon.@Nullable Hours hours;
    private final boolean[] isOuter;
    private double grams;

    SampleCsv(LiveRuns.Status status, EnergySamples samples, @Nullable LayeredIntensity intensity) {
        this.status = status;
        this.outer = Outer.of(status.parts());
        this.samples = samples;
        this.hours = intensity == null ? null : new RunCarbon.Hours(intensity);
        this.isOuter = new boolean[status.parts().size()];
        outer.parts().forEach(each -> isOuter[each.part()] = true);
    }

    /// Writes it page by page, so that its length does not matter.
    void to(OutputStream target, Instant now) throws IOException, LedgerException {
        try (CsvWriter out =
                CsvWriter.builder()
                        .lineDelimiter(LineDelimiter.CRLF)
                        .build(new OutputStreamWriter(target, StandardCharsets.UTF_8))) {
            List<String> header = new ArrayList<>(List.of("start", "end", "source"));
            for (LivePart each : status.parts()) {
                header.add("energy_joules " + each.name());
            }
            header.add("intensity_g_per_kwh");
            header.add("operational_g");
            out.writeRecord(header);
            LiveRun run = status.run();
            Long started = run.startedMicros();
            Long last = run.lastMicros();
            if (started == null || last == null) {
                return;
            }
            long kept = samples.keptFrom(now);
            long from = started - 1;
            if (started < kept) {
                long whole = Math.floorDiv(kept, HOUR) * HOUR + HOUR;
                hours(out, started, Math.min(whole, last + 1));
                from = whole - 1;
            }
            samples(out, from, last, Math.max(started, from + 1));
        }
    }

    private void hours(CsvWriter out, long started, long to) throws LedgerException {
        long first = Math.floorDiv(started, HOUR) * HOUR;
        Row row = null;
        for (EnergySamples.Sum each : samples.byHours(status.run().number(), first, to, HOUR)) {
            if (row == null || row.at != each.startMicros()) {
                write(out, row, "hour");
                row = new Row(each.startMicros(), each.startMicros() + HOUR);
            }
            row.add(each);
        }
        write(out, row, "hour");
    }

    /// @param begin of the first row
    private void samples(CsvWriter out, long after, long upTo, long begin) throws LedgerException {
        long at = after;
        long before = begin;
        Row row = null;
        while (at < upTo) {
            List<EnergySamples.Sum> page = samples.between(status.run().number(), at, upTo, PAGE);
            boolean more = page.size() == PAGE;
            long end = more ? page.getLast().startMicros() : Long.MAX_VALUE;
            for (EnergySamples.Sum each : page) {
                if (each.startMicros() == end) {
                    break; // Its other parts are on the next page.
                }
                if (row == null || row.end != each.startMicros()) {
                    before = row == null ? before : row.end;
                    write(out, row, "sample");
                    row = new Row(before, each.startMicros());
                }
                row.add(each);
            }
            at = more ? end - 1 : upTo;
        }
        write(out, row, "sample");
    }

    private void write(CsvWriter out, @Nullable Row row, String source) {
        if (row == null) {
            return;
        }
        List<String> cells = new ArrayList<>();
        cells.add(LiveRun.at(row.at).toString());
        cells.add(LiveRun.at(row.end).toString());
        cells.add(source);
        double joules = 0;
        for (int i = 0; i < row.joules.length; i++) {
            cells.add(number(row.joules[i]));
            joules += isOuter[i] && !Double.isNaN(row.joules[i]) ? row.joules[i] : 0;
        }
        // A sample belongs to the hour that it was taken in.
        long hour = source.equals("hour") ? row.at : row.end;
        double each = hours == null ? Double.NaN : hours.gramsPerKilowattHour(hour);
        grams += joules / 3.6e6 * each * RunCarbon.pue(status.run());
        cells.add(number(each));
        cells.add(number(grams));
        out.writeRecord(cells);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    /// One row that is being made.
    private final class Row {

        private final long at;
        private final long end;
        private final double[] joules = new double[isOuter.length];

        Row(long at, long end) {
            this.at = at;
            this.end = end;
            Arrays.fill(joules, Double.NaN);
        }

        void add(EnergySamples.Sum sum) {
            if (sum.part() < joules.length) {
                joules[sum.part()] = sum.joules();
            }
        }
    }
}
