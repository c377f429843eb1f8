package wattle.meter.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.meter.Accuracy;
import wattle.meter.Activity;
import wattle.meter.Channel;
import wattle.meter.CounterScale;
import wattle.meter.Domain;
import wattle.meter.Mark;
import wattle.meter.Part;
import wattle.meter.Sample;
import wattle.unit.Energy;
import wattle.unit.Power;

/// Reads a record, finished or cut off at any byte. A last line that is not whole is left out; a
/// line in between that is not is left out and said, since counters lose nothing by it. Only the
/// first line has to be there. Reads in one pass with one line in memory. For one thread.
public final class RecordReader {

    private static final int MOST_PROBLEMS = 100;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(10)
                                                    .build())
                                    .build())
                    .build();

    private final Line line = new Line();
    private final String name;
    private final RecordListener listener;
    private final Columns columns = new Columns();
    private boolean began;
    private boolean ended;
    private long lines;
    private long whole;
    private int problems;

    private ByteArrayOutputStream pending = new ByteArrayOutputStream(512);
    private boolean tooLong;

    /// How many bytes were taken.
    private long fed;

    /// A reader that is fed as bytes come.
    ///
    /// @param name of the record, for what is refused
    public RecordReader(String name, RecordListener listener) {
        this.name = name;
        this.listener = listener;
    }

    /// How much of what was fed is whole.
    public Extent extent() {
        return new Extent(whole, ended);
    }

    /// How much of a record is whole.
    ///
    /// @param bytes up to the end of the last whole line, its newline included
    /// @param ended whether a line says how the run ended
    public record Extent(long bytes, boolean ended) {}

    /// Tells the listener what the file holds.
    ///
    /// @throws NotARecordException if its first line is not that of a record
    /// @throws IOException if it cannot be read
    public static Extent read(Path path, RecordListener listener)
            throws IOException, NotARecordException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            return read(in, path.toString(), listener);
        }
    }

    /// @param name of the record, for what is refused
    public static Extent read(InputStream in, String name, RecordListener listener)
            throws IOException, NotARecordException {
        var reader = new RecordReader(name, listener);
        byte[] chunk = new byte[1 << 16];
        for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
            reader.feed(chunk, 0, got);
        }
        if (!reader.began) {
            throw new NotARecordException(
                    name + " is not a record of a run, or it was cut off in its first line");
        }
        return reader.extent();
    }

    /// Takes more bytes of the record, cut anywhere: what is half a line waits for its other half.
    ///
    /// @throws NotARecordException if its first line is not that of a record
    public void feed(byte[] bytes, int start, int end) throws NotARecordException {
        int from = start;
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n') {
                long to = fed + i + 1 - start;
                if (tooLong) {
                    lines++;
                    say("is too long");
                    tooLong = false;
                } else if (pending.size() == 0) {
                    line(bytes, from, i, to, name);
                } else {
                    pending.write(bytes, from, i - from);
                    byte[] both = pending.toByteArray();
                    pending.reset();
                    line(both, 0, both.length, to, name);
                }
                from = i + 1;
            }
        }
        if (!tooLong) {
            pending.write(bytes, from, end - from);
        }
        if (pending.size() > Line.LONGEST) {
            if (!began) {
                throw new NotARecordException(
                        name + " is not a record of a run: its first line does not end");
            }
            tooLong = true;
            pending = new ByteArrayOutputStream(512);
        }
        fed += end - start;
    }

    private void line(byte[] bytes, int from, int to, long end, String name)
            throws NotARecordException {
        lines++;
        String fault = line.fault(bytes, from, to);
        if (fault == null) {
            try {
                whole = end;
                content(bytes, from, to);
                return;
            } catch (JacksonException
                    | IllegalArgumentException
                    | DateTimeException
                    | ArithmeticException wrong) {
                fault = "does not say what a record says: " + wrong.getMessage();
            }
        } else {
            int ends = line.end(bytes, from, to);
            if (ends > from && line.fault(bytes, from, ends) == null) { // Its newline is damaged.
                lines--;
                line(bytes, from, ends, end - (to - ends), name);
                line(bytes, ends + 1, to, end, name);
                return;
            }
        }
        if (!began) {
            throw new NotARecordException(
                    name + " is not a record of a run: its line " + lines + " " + fault);
        }
        say(fault);
    }

    private void say(String fault) {
        if (problems++ < MOST_PROBLEMS) {
            listener.problem("line " + lines + " of the record " + fault + "; it was left out");
        }
    }

    private void content(byte[] bytes, int from, int to) {
        if (began && SampleLine.is(bytes, from, to)) {
            listener.sample(columns.of(SampleLine.parse(bytes, from, to)));
            return;
        }
        JsonNode json = MAPPER.readTree(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        if (json.has("run")) {
            if (!began) {
                listener.began(header(json.path("run")));
                began = true;
            }
        } else if (!began) {
            throw new IllegalArgumentException("the run comes first");
        } else if (json.has("machine")) {
            listener.machine(texts(json.path("machine")));
        } else if (json.has("channel")) {
            Channel channel = channel(json.path("channel"));
            columns.add(json.path("channel").path("index").asInt());
            listener.channel(channel);
        } else if (json.has("mark")) {
            JsonNode mark = json.path("mark");
            listener.mark(
                    new Mark(
                            text(mark, "kind"),
                            Instant.parse(text(mark, "at")),
                            mark.path("count").asDouble(1)));
        } else if (json.has("slept_nanos")) {
            listener.slept(Duration.ofNanos(json.path("slept_nanos").asLong()));
        } else if (json.has("paused")) {
            listener.paused(Instant.parse(text(json, "paused")));
        } else if (json.has("resumed")) {
            listener.resumed(Instant.parse(text(json, "resumed")));
        } else if (json.has("problem")) {
            listener.problem(text(json, "problem"));
        } else if (json.has("end")) {
            ended = true;
            listener.ended(end(json.path("end")));
        } else {
            throw new IllegalArgumentException("it is of a kind that is not known");
        }
    }

    private static Header header(JsonNode json) {
        if (!text(json, "schema").equals(RecordWriter.SCHEMA)) {
            throw new IllegalArgumentException(
                    "its schema is " + text(json, "schema") + ", not " + RecordWriter.SCHEMA);
        }
        return new Header(
                text(json, "id"),
                Instant.parse(text(json, "started")),
                Duration.ofNanos(json.path("interval_nanos").asLong()),
                list(json.path("command")),
                texts(json.path("labels")),
                text(json, "host"),
                text(json, "boot_id"),
                json.path("pid").asLong(),
                texts(json.path("options")));
    }

    private static Channel channel(JsonNode json) {
        var part =
                new Part(
                        text(json, "name"),
                        text(json, "id"),
                        Domain.valueOf(text(json, "domain")),
                        text(json, "model"),
                        text(json, "source"),
                        json.path("modelled").asBoolean(),
                        new Accuracy(
                                json.path("low").asDouble(1),
                                json.path("high").asDouble(1),
                                text(json, "basis")));
        var limit = new Power(json.path("limit_watts").asDouble());
        if (json.has("tick_joules")) {
            return new Channel.Counter(
                    part,
                    new CounterScale(
                            new Energy(json.path("tick_joules").asDouble()),
                            json.has("wraps_at")
                                    ? OptionalLong.of(json.path("wraps_at").asLong())
                                    : OptionalLong.empty(),
                            limit));
        }
        return new Channel.Gauge(part, json.path("window_seconds").asDouble(), limit);
    }

    private static End end(JsonNode json) {
        return new End(
                json.path("recovered").asBoolean(),
                json.has("exit_code") ? json.path("exit_code").asInt() : null,
                nanos(json, "wall_nanos"),
                json.path("missed").asLong(0),
                nanos(json, "own_cpu_nanos"),
                json.path("own_bytes").asLong(0),
                list(json.path("problems")));
    }

    private static @Nullable Duration nanos(JsonNode json, String name) {
        return json.has(name) ? Duration.ofNanos(json.path(name).asLong()) : null;
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException("it has no text \"" + name + "\"");
        }
        return value.asString();
    }

    private static List<String> list(JsonNode json) {
        List<String> texts = new ArrayList<>();
        json.forEach(each -> texts.add(each.asString()));
        return texts;
    }

    private static Map<String, String> texts(JsonNode json) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asString()));
        return texts;
    }

    /// Which columns of the samples the listener knows: a damaged line may have taken a channel
    /// away, and its readings must not be taken for another's.
    private static final class Columns {

        private final List<Integer> known = new ArrayList<>();

        void add(int index) {
            if (index < 0 || (!known.isEmpty() && index <= known.getLast())) {
                throw new IllegalArgumentException("channel " + index + " is out of order");
            }
            known.add(index);
        }

        Sample of(Sample sample) {
            if (known.isEmpty() || known.getLast() == known.size() - 1) {
                return sample; // None is missing before the last that is known.
            }
            int size = 0;
            while (size < known.size() && known.get(size) < sample.size()) {
                size++;
            }
            long[] readings = new long[size];
            double[] shares = new double[size];
            double[] utilizations = new double[size];
            for (int i = 0; i < size; i++) {
                readings[i] = sample.reading(known.get(i));
                shares[i] = sample.share(known.get(i));
                utilizations[i] = sample.utilization(known.get(i));
            }
            return new Sample(
                    sample.elapsedNanos(), sample.activity(), readings, shares, utilizations);
        }
    }

    /// A sample's line, read by hand: there may be millions.
    private static final class SampleLine {

        private static final byte[] NAME = {'"', 's', 'a', 'm', 'p', 'l', 'e', '"', ':', '['};

        private final byte[] bytes;
        private final int to;
        private int at;

        private SampleLine(byte[] bytes, int at, int to) {
            this.bytes = bytes;
            this.at = at;
            this.to = to;
        }

        static boolean is(byte[] bytes, int from, int to) {
            return start(bytes, from, to) >= 0;
        }

        static Sample parse(byte[] bytes, int from, int to) {
            return new SampleLine(bytes, start(bytes, from, to), to).sample();
        }

        /// After the second comma: behind the checksum and the length.
        private static int start(byte[] bytes, int from, int to) {
            int commas = 0;
            int at = from;
            while (at < to && commas < 2) {
                commas += bytes[at++] == ',' ? 1 : 0;
            }
            if (to - at < NAME.length) {
                return -1;
            }
            for (int i = 0; i < NAME.length; i++) {
                if (bytes[at + i] != NAME[i]) {
                    return -1;
                }
            }
            return at + NAME.length;
        }

        private Sample sample() {
            long elapsed = number();
            expect(',');
            long job = number();
            expect(',');
            long busy = number();
            expect(',');
            long capacity = number();
            expect(',');
            long memory = number();
            expect(',');
            long[] readings = numbers();
            double[] shares = new double[readings.length];
            double[] utilizations = new double[readings.length];
            Arrays.fill(shares, Double.NaN);
            Arrays.fill(utilizations, Double.NaN);
            if (at < to && bytes[at] == ',') {
                at++;
                fractions(shares);
                expect(',');
                fractions(utilizations);
            }
            expect(']');
            return new Sample(
                    elapsed,
                    new Activity(job, known(busy), known(capacity), memory),
                    readings,
                    shares,
                    utilizations);
        }

        private static long known(long value) {
            return value == Sample.MISSING ? Activity.UNKNOWN : value;
        }

        private void fractions(double[] into) {
            long[] steps = numbers();
            if (steps.length != into.length) {
                throw new IllegalArgumentException("a sample's rows differ in length");
            }
            for (int i = 0; i < steps.length; i++) {
                into[i] = steps[i] == Sample.MISSING ? Double.NaN : SampleText.fraction(steps[i]);
            }
        }

        private long[] numbers() {
            expect('[');
            long[] found = new long[8];
            int count = 0;
            while (at < to && bytes[at] != ']') {
                if (count > 0) {
                    expect(',');
                }
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = number();
            }
            expect(']');
            return Arrays.copyOf(found, count);
        }

        private long number() {
            if (at + 4 <= to && bytes[at] == 'n') {
                at += 4;
                return Sample.MISSING;
            }
            boolean negative = at < to && bytes[at] == '-';
            if (negative) {
                at++;
            }
            int first = at;
            long value = 0;
            while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
                value = Math.addExact(Math.multiplyExact(value, 10L), bytes[at] - '0');
                at++;
            }
            if (at == first) {
                throw new IllegalArgumentException("a sample needs a number");
            }
            return negative ? -value : value;
        }

        private void expect(char what) {
            if (at >= to || bytes[at] != what) {
                throw new IllegalArgumentException("a sample needs a " + what);
            }
            at++;
        }
    }
}
