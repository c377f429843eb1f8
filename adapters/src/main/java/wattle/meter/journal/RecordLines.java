package wattle.meter.journal;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import wattle.meter.Accuracy;
import wattle.meter.Channel;
import wattle.meter.Mark;
import wattle.meter.Part;
import wattle.meter.Sample;

/// What is told of a run, as the lines of a record. For one thread.
final class RecordLines implements RecordListener {

    private final Sink sink;
    private final Line line = new Line();
    private final SampleText sampleText = new SampleText();
    private int channels;

    /// Takes lines, in their order.
    @FunctionalInterface
    interface Sink {

        /// @param bytes one line with its newline; of the caller's after the return
        /// @param needed whether later lines build on it
        void line(ByteBuffer bytes, boolean needed);
    }

    RecordLines(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void began(Header header) {
        if (!fits(header)) {
            throw new IllegalArgumentException("a header is too long for a line");
        }
    }

    /// @return false where it is too long for a line, and none was made
    boolean fits(Header header) {
        return write(run(header));
    }

    private static Content run(Header header) {
        return json -> {
            json.writeName("run");
            json.writeStartObject();
            json.writeStringProperty("schema", RecordWriter.SCHEMA);
            json.writeStringProperty("id", header.id());
            json.writeStringProperty("started", header.started().toString());
            json.writeNumberProperty("interval_nanos", header.interval().toNanos());
            json.writeName("command");
            json.writeStartArray();
            header.command().forEach(json::writeString);
            json.writeEndArray();
            texts(json, "labels", header.labels());
            json.writeStringProperty("host", header.host());
            json.writeStringProperty("boot_id", header.bootId());
            json.writeNumberProperty("pid", header.pid());
            texts(json, "options", header.options());
            json.writeEndObject();
        };
    }

    @Override
    public void machine(Map<String, String> facts) {
        write(json -> texts(json, "machine", facts));
    }

    @Override
    public void channel(Channel channel) {
        write(json -> {
            json.writeName("channel");
            json.writeStartObject();
            Part part = channel.part();
            json.writeNumberProperty("index", channels++);
            json.writeStringProperty("name", part.name());
            json.writeStringProperty("id", part.id());
            json.writeStringProperty("domain", part.domain().name());
            json.writeStringProperty("model", part.model());
            json.writeStringProperty("source", part.source());
            json.writeBooleanProperty("modelled", part.modelled());
            Accuracy accuracy = part.accuracy();
            json.writeNumberProperty("low", accuracy.low());
            json.writeNumberProperty("high", accuracy.high());
            json.writeStringProperty("basis", accuracy.basis());
            json.writeNumberProperty("limit_watts", channel.limit().watts());
            switch (channel) {
                case Channel.Counter counter -> {
                    json.writeNumberProperty("tick_joules", counter.scale().tick().joules());
                    if (counter.scale().wrapsAt().isPresent()) {
                        json.writeNumberProperty("wraps_at", counter.scale().wrapsAt().getAsLong());
                    }
                }
                case Channel.Gauge gauge ->
                        json.writeNumberProperty("window_seconds", gauge.windowSeconds());
            }
            json.writeEndObject();
        });
    }

    @Override
    public void mark(Mark mark) {
        write(json -> {
            json.writeName("mark");
            json.writeStartObject();
            json.writeStringProperty("kind", mark.kind());
            json.writeStringProperty("at", mark.at().toString());
            json.writeNumberProperty("count", mark.count());
            json.writeEndObject();
        });
    }

    @Override
    public void slept(Duration time) {
        write(json -> json.writeNumberProperty("slept_nanos", time.toNanos()));
    }

    @Override
    public void paused(Instant at) {
        write(json -> json.writeStringProperty("paused", at.toString()));
    }

    @Override
    public void resumed(Instant at) {
        write(json -> json.writeStringProperty("resumed", at.toString()));
    }

    @Override
    public void sample(Sample sample) {
        int length = sampleText.write(sample);
        sink.line(line.of(sampleText.bytes(), length), false);
    }

    @Override
    public void problem(String sentence) {
        write(json -> json.writeStringProperty("problem", sentence));
    }

    @Override
    public void ended(End end) {
        write(json -> {
            json.writeName("end");
            json.writeStartObject();
            json.writeBooleanProperty("recovered", end.recovered());
            if (end.exitCode() != null) {
                json.writeNumberProperty("exit_code", end.exitCode());
            }
            if (end.wall() != null) {
                json.writeNumberProperty("wall_nanos", end.wall().toNanos());
            }
            json.writeNumberProperty("missed", end.missed());
            if (end.ownCpu() != null) {
                json.writeNumberProperty("own_cpu_nanos", end.ownCpu().toNanos());
            }
            json.writeNumberProperty("own_bytes", end.ownBytes());
            json.writeName("problems");
            json.writeStartArray();
            end.problems().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private interface Content {
        void to(JsonGenerator json);
    }

    private static void texts(JsonGenerator json, String name, Map<String, String> texts) {
        json.writeName(name);
        json.writeStartObject();
        texts.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    /// @return whether it fits into a line
    private boolean write(Content content) {
        var text = new StringWriter();
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            content.to(json);
            json.writeEndObject();
        }
        // Without the braces: the line has its own.
        byte[] bytes =
                text.getBuffer()
                        .substring(1, text.getBuffer().length() - 1)
                        .getBytes(StandardCharsets.UTF_8);
        if (!Line.fits(bytes.length)) {
            return false;
        }
        sink.line(line.of(bytes, bytes.length), true);
        return true;
    }

    /// Made with the first line that needs it, off the way to a command's start.
    private static final class Json {
        static final JsonFactory FACTORY = new JsonFactory();
    }
}
